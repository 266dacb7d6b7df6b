"""Tells the person at the terminal what an import did, and ends the command accordingly."""

import sys

import click

from app.programs.services import ImportReport
from app.programs.wording import import_sentence
from app.shared.commands import emit_json, say
from app.shared.tables import Rejection

_LINES_SHOWN = 50


def finish(report: ImportReport, words: tuple[str, str], *, dry_run: bool, skip_bad: bool, as_json: bool) -> None:
    """Print the report, as JSON or for people; end with 2 where faults kept the rows from being stored."""
    if as_json:
        emit_json(report.as_dict())
    for note in report.notes:
        say(f"Note: {line_of(note)}")
    for bad in report.rejected[:_LINES_SHOWN]:
        say(line_of(bad))
    if len(report.rejected) > _LINES_SHOWN:
        say(f"… and {len(report.rejected) - _LINES_SHOWN:,} faults more; --json lists all.")
    (say if as_json else click.echo)(import_sentence(report, words, dry_run=dry_run))
    if report.stops(skip_bad=skip_bad):
        say(advice(report))
        sys.exit(2)


def line_of(bad: Rejection) -> str:
    """Return one line about a fault: where, and what."""
    where = f"line {bad.line}, {bad.column}" if bad.column else f"line {bad.line}"
    return f"{where}: {bad.message}"


def advice(report: ImportReport) -> str:
    """Return what to do about the faults."""
    if report.is_refused:
        return "Put the file right and import it again."
    return "Put the lines right and import the file again, or leave them out with --skip-bad."
