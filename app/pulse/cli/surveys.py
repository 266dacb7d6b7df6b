"""`./parley surveys`: bring questionnaires in and write them out."""

import json
import re
import sys
from pathlib import Path
from typing import NoReturn

import click

from app.db import transaction
from app.programs import queries as programs
from app.pulse import queries, services
from app.shared.commands import application, emit_json, json_option, program_option, say
from app.shared.errors import DomainError
from surveys.formats.problems import InstrumentErrors, InstrumentProblem

LARGEST = 2 * 1024 * 1024
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def surveys() -> None:
    """Questionnaires that are asked again and again."""


@surveys.command("import")
@click.argument("file", type=_FILE)
@click.option("--key", help="The survey's short name; else the beginning of the file's name.")
@program_option
@json_option
def import_survey(file: Path, key: str | None, program_key: str | None, as_json: bool) -> None:
    """Take a SurveyJS questionnaire in; exit 2 and name every place where it is outside what can be read."""
    text = _read(file)
    key = key or _key_of(file)
    with application().app_context():
        program_id = programs.the_program(program_key).id
        try:
            with transaction():
                version = services.import_survey(program_id, key, text, by=None)
                number, questions = version.number, queries.instrument_of(version).questions
        except InstrumentErrors as errors:
            _refuse(key, errors.problems, as_json)
    if as_json:
        keys = [question.key for question in questions]
        emit_json({"key": key, "version": number, "questions": len(keys), "question_keys": keys, "unsupported": []})
    say(f"{key}, version {number}: {len(questions)} questions.")


@surveys.command("export")
@click.argument("key")
@click.option("--format", "form", default="surveyjs", help="surveyjs.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
@program_option
@json_option
def export_survey(key: str, form: str, out: Path, program_key: str | None, as_json: bool) -> None:
    """Write the newest version of the survey KEY to a file."""
    if form != "surveyjs":
        raise DomainError(f"“{form}” can't be written. Formats that can: surveyjs.", code="unknown_format")
    with application().app_context():
        survey = queries.survey_by_key(programs.the_program(program_key).id, key)
        version = queries.version_of(survey.id) if survey else None
        if version is None:
            raise DomainError(f"There is no survey {key}.", code="not_found")
        document, number = version.document, version.number
    try:
        out.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {error.strerror or error}") from error
    if as_json:
        emit_json({"key": key, "version": number, "format": form, "file": str(out)})
    say(f"{key}, version {number}, is in {out}.")


def _read(file: Path) -> str:
    if file.stat().st_size > LARGEST:
        raise DomainError(f"{file.name} is larger than 2 MB: this is no questionnaire.", code="too_large")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DomainError(f"{file.name} can't be read: {error.strerror or error}.", code="unreadable") from error
    except UnicodeDecodeError as error:
        message = f"{file.name} is not UTF-8 text. Save it as JSON in UTF-8."
        raise DomainError(message, code="bad_encoding") from error
    if not text.strip():
        raise DomainError(f"{file.name} is empty.", code="empty_file")
    return text


def _key_of(file: Path) -> str:
    """Return the file's name up to its first point, as a key."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", file.name.partition(".")[0]).strip("-")
    return stem if stem[:1].isalpha() else f"survey-{stem}".strip("-")


def _refuse(key: str, problems: tuple[InstrumentProblem, ...], as_json: bool) -> NoReturn:
    if as_json:
        places = [{"path": one.path, "reason": one.reason, "message": one.message} for one in problems]
        emit_json({"key": key, "questions": 0, "unsupported": places})
    for one in problems:
        say(str(one))
    say(f"Nothing was stored: {len(problems)} places can't be read.")
    sys.exit(2)
