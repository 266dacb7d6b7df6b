"""Reads the files of a past wave: the table of answers and, if there is one, its crosswalk."""

from dataclasses import dataclass
from pathlib import Path

from app.shared.errors import DomainError
from app.shared.tables import Rejection, Table, TableError, read_table
from surveys.instrument import Instrument
from surveys.waves import Crosswalk, Row, TableErrors, WaveAnswers, crosswalk_from_header, read_crosswalk, read_wave


@dataclass(frozen=True)
class PastWave:
    """What the files hold; with `rejected` rows the answers are those of the other ones."""

    instrument: Instrument
    answers: WaveAnswers
    rejected: tuple[Rejection, ...]
    guessed: bool
    """Whether no crosswalk said which column answers which question."""


def read_past_wave(
    file: Path, label: str, crosswalk: Path | None, *, header_rows: int | None = None, encoding: str | None = None
) -> PastWave:
    """Return the wave in the file. Raises TableError and DomainError, which name the file, line and column."""
    known = _read_crosswalk(crosswalk, label) if crosswalk else None
    table = _read(file, encoding=encoding, header_rows=header_rows or _header_rows(known, label))
    head = [(table.header_line + place, cells) for place, cells in enumerate(table.headers)]
    rows: list[Row] = [(row.line, row.cells) for row in table.rows]
    used = known or crosswalk_from_header(head, rows, label)
    if label not in used.labels:
        raise DomainError(f"{file.name} has no column that looks like an answer.", code="no_questions")
    try:
        answers = read_wave(rows, head, used, label)
    except TableErrors as errors:
        raise _refusal(file, errors) from errors
    return PastWave(used.instrument(label, answers), answers, table.rejected, guessed=known is None)


def _read_crosswalk(file: Path, label: str) -> Crosswalk:
    table = _read(file)
    rows: list[Row] = [(table.header_line, table.header), *((row.line, row.cells) for row in table.rows)]
    try:
        crosswalk = read_crosswalk(rows)
    except TableErrors as errors:
        raise _refusal(file, errors) from errors
    if label not in crosswalk.labels:
        known = ", ".join(crosswalk.labels) or "none"
        raise DomainError(f"{file.name} has no wave {label}. It has: {known}.", code="unknown_value")
    return crosswalk


def _read(file: Path, *, encoding: str | None = None, header_rows: int = 1) -> Table:
    try:
        return read_table(file, encoding=encoding, header_rows=header_rows)
    except TableError as error:
        fault = error.rejection
        message = f"{file.name}, line {fault.line}: {fault.message}"
        raise TableError(fault.reason, message, line=fault.line, column=fault.column) from error


def _header_rows(crosswalk: Crosswalk | None, label: str) -> int:
    """Return 2 where the crosswalk names texts of a second header row."""
    return 2 if crosswalk and any(each.subheader.strip() for each in crosswalk.for_wave(label)) else 1


def _refusal(file: Path, errors: TableErrors) -> DomainError:
    """Return one error that names the first places and how many more there are."""
    lines = [f"{file.name}, {problem}" for problem in errors.problems[:10]]
    more = len(errors.problems) - len(lines)
    if more > 0:
        lines.append(f"… and {more} more places.")
    return DomainError("\n".join(lines), code=errors.problems[0].reason)
