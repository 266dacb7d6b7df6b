"""The command that writes reports into files."""

import datetime as dt
import os
import tempfile
from pathlib import Path

import click

from app.programs import queries as programs
from app.pulse import queries as pulse
from app.reports import documents, queries
from app.reports.runs import finish_theming
from app.shared.commands import application, program_option, say
from app.shared.errors import DomainError

DAY = click.DateTime(formats=["%Y-%m-%d"])
format_option = click.option(
    "--format", "kind", type=click.Choice(["html", "pdf", "xlsx", "csv", "json"]), default="html", show_default=True
)
out_option = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, metavar="FILE")


@click.group()
def report() -> None:
    """Write reports."""


@report.command("wave")
@click.argument("name", metavar="SURVEY/LABEL")
@format_option
@out_option
@program_option
def wave_command(name: str, kind: str, out: Path, program_key: str | None) -> None:
    """Write the themed report of a wave. Comments that nobody has grouped yet are grouped first."""
    with (app := application()).app_context(), app.test_request_context():
        wave_id = pulse.wave_by_name(programs.the_program(program_key).id, name).id
        finish_theming(wave_id, say)
        _write(out, documents.wave_document(queries.wave_report(pulse.wave_by_id(wave_id)), kind))


@report.command("impact")
@click.option("--from", "since", type=DAY, required=True, help="First day, year-month-day.")
@click.option("--to", "until", type=DAY, required=True, help="Last day.")
@format_option
@out_option
@program_option
def impact_command(since: dt.datetime, until: dt.datetime, kind: str, out: Path, program_key: str | None) -> None:
    """Write the impact report."""
    if until < since:
        raise DomainError("The report ends before it begins: exchange --from and --to.")
    with (app := application()).app_context(), app.test_request_context():
        program = programs.the_program(program_key)
        report = queries.impact(program.id, since.date(), until.date())
        _write(out, documents.impact_document(report, kind))


def _write(out: Path, document: documents.Document) -> None:
    """Write the file whole or not at all."""
    try:
        with tempfile.NamedTemporaryFile(dir=out.parent, delete=False) as draft:
            draft.write(document.content)
        os.replace(draft.name, out)
        out.chmod(0o644)
    except OSError as error:
        raise DomainError(f"{out} can't be written: {error.strerror}.") from None
    say(f"Wrote {out}")
