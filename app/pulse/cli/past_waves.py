"""`./parley waves import` and `facts`: past waves from a survey service's table, and the figures of any wave."""

import sys
from pathlib import Path
from typing import Any

import click

from app.db import transaction
from app.programs import queries as programs
from app.pulse import queries, services
from app.pulse.facts_documents import facts_document
from app.pulse.past_wave_files import PastWave, read_past_wave
from app.shared.commands import application, emit_json, json_option, program_option, say
from surveys.disclosure import PrivacyMode

_FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("survey_key", metavar="SURVEY")
@click.argument("file", type=_FILE)
@click.option("--label", required=True, help="The wave's name; with a crosswalk the one it has there.")
@click.option("--crosswalk", type=_FILE, help="Table of which column answers which question; else it is guessed.")
@click.option("--header-rows", type=click.IntRange(1, 2), help="1, or 2 as some services write; else guessed.")
@click.option("--privacy", type=click.Choice(list(PrivacyMode)), default="confidential", show_default=True)
@click.option("--k", type=click.IntRange(3, 50), default=5, show_default=True)
@click.option("--encoding", help="The file's encoding, where it isn't UTF-8.")
@click.option("--dry-run", is_flag=True, help="Read and report, store nothing.")
@program_option
@json_option
def import_past_wave(
    survey_key: str,
    file: Path,
    label: str,
    crosswalk: Path | None,
    header_rows: int | None,
    privacy: str,
    k: int,
    encoding: str | None,
    dry_run: bool,
    program_key: str | None,
    as_json: bool,
) -> None:
    """Take a past wave's answers in from CSV or XLSX: all of them, or, with a row that can't be read, none."""
    past = read_past_wave(file, label, crosswalk, header_rows=header_rows, encoding=encoding)
    stored = not past.rejected and not dry_run
    if stored:
        with application().app_context(), transaction():
            program = programs.the_program(program_key)
            services.import_wave(
                program, survey_key, label, past.instrument, past.answers, privacy=privacy, by=None, k=k
            )
    if as_json:
        emit_json(_document(f"{survey_key}/{label}", past, stored))
    for rejection in past.rejected:
        say(f"{file.name}, line {rejection.line}: {rejection.message}")
    say(f"{past.answers.rows_not_empty} answers {'stored' if stored else 'read, nothing stored'}.")
    sys.exit(2 if past.rejected else 0)


@click.command("facts")
@click.argument("name", metavar="SURVEY/LABEL")
@program_option
@json_option
def facts(name: str, program_key: str | None, as_json: bool) -> None:
    """Print the published figures of a wave; what is hidden is null, with the reason."""
    with application().app_context():
        document = facts_document(queries.wave_by_name(programs.the_program(program_key).id, name))
    if as_json:
        emit_json(document)
        return
    for key, figures in document["questions"].items():
        click.echo(f"{key}: {_line(figures)}")


def _line(figures: dict[str, Any]) -> str:
    if figures["answered"] is None:
        return f"hidden ({figures['hidden']['answered']})"
    mean = f", mean {figures['mean_of_numeric']:g}" if "mean_of_numeric" in figures else ""
    counts = "; ".join(f"{value} {'hidden' if n is None else n}" for value, n in figures.get("counts", {}).items())
    return f"{figures['answered']} answered{mean}{': ' if counts else ''}{counts}"


def _document(name: str, past: PastWave, stored: bool) -> dict[str, Any]:
    return {
        "wave": name,
        "rows": past.answers.rows_in_file,
        "accepted": past.answers.rows_not_empty,
        "rejected": [rejection.as_dict() for rejection in past.rejected],
        "questions": len(past.instrument.questions),
        "question_keys": [question.key for question in past.instrument.questions],
        "guessed": past.guessed,
        "stored": stored,
    }
