"""Reads observations from a file: partner, metric, period, value."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from app.programs.core.remarks import no_rows
from app.programs.periods import is_period
from app.shared.tables.cell_text import clean, quoted
from app.shared.tables.faults import BadCell, Rejection, TableError
from app.shared.tables.limits import DEFAULT_LIMITS, TableLimits
from app.shared.tables.numbers import read_number
from app.shared.tables.reading import read_table
from app.shared.tables.source import Source
from app.shared.tables.table import Row, Table

COLUMNS = ("partner", "metric", "period", "value")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")
_FARTHEST = Decimal(10) ** 13


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One observation of a file; `partner` is its external id."""

    line: int
    partner: str
    metric: str
    period: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class ObservationReading:
    """The good rows of a file and what is wrong with the others; `is_refused` where nothing could be read."""

    rows: tuple[ObservationRow, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    notes: tuple[Rejection, ...] = ()
    is_refused: bool = False


def read_observation_file(
    source: Source,
    *,
    partners: Collection[str],
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    limits: TableLimits = DEFAULT_LIMITS,
) -> ObservationReading:
    """Return what a CSV or XLSX file says about the partners with these external ids.

    A file that can't be read at all is a reading with one rejection.
    """
    try:
        table = read_table(
            source, encoding=encoding, delimiter=delimiter, sheet=sheet, strict_width=True, limits=limits
        )
    except TableError as error:
        return ObservationReading(rejected=(error.rejection,), is_refused=True)
    return read_observations(table, partners=partners)


def read_observations(table: Table, *, partners: Collection[str]) -> ObservationReading:
    """Return the observations of a table; the same partner, metric and period twice is a duplicate."""
    header = [clean(name).casefold().replace(" ", "_") for name in table.header]
    faults = _faults_of(header, table.header_line)
    if faults:
        return ObservationReading(rejected=faults, is_refused=True)
    places = [header.index(name) for name in COLUMNS]
    rows: list[ObservationRow] = []
    rejected = list(table.rejected)
    seen: dict[tuple[str, str, str], int] = {}
    for row in table.rows:
        try:
            checked = _check(row, places, partners)
        except _BadColumn as bad:
            rejected.append(Rejection(row.line, bad.column, bad.reason, bad.message))
            continue
        place = (checked.partner, checked.metric, checked.period)
        if place in seen:
            message = f"Line {seen[place]} has a value for the same partner, metric and period."
            rejected.append(Rejection(row.line, "period", "duplicate", message))
            continue
        seen[place] = row.line
        rows.append(checked)
    notes = () if table.rows or table.rejected else (no_rows(table),)
    return ObservationReading(tuple(rows), tuple(sorted(rejected, key=lambda bad: bad.line)), notes)


class _BadColumn(Exception):
    def __init__(self, column: str, reason: str, message: str) -> None:
        self.column, self.reason, self.message = column, reason, message


def _faults_of(header: list[str], line: int) -> tuple[Rejection, ...]:
    needed = f"The file needs the columns {', '.join(COLUMNS)}, each once."
    reasons = {name: "missing_column" if name not in header else "duplicate_column" for name in COLUMNS}
    return tuple(Rejection(line, name, reasons[name], needed) for name in COLUMNS if header.count(name) != 1)


def _check(row: Row, places: list[int], partners: Collection[str]) -> ObservationRow:
    cells = [clean(row.cells[place]) for place in places]
    for column, cell in zip(COLUMNS, cells, strict=True):
        if not cell:
            raise _BadColumn(column, "missing", f"The {column} is missing.")
    partner, metric, period, value = cells[0], cells[1].casefold(), cells[2].upper(), cells[3]
    if partner not in partners:
        raise _BadColumn("partner", "unknown_value", f"No partner has the external id {quoted(partner)}.")
    if not _KEY.match(metric):
        raise _BadColumn("metric", "unknown_value", "A metric is named by small letters, digits and _.")
    if not is_period(period):
        raise _BadColumn("period", "not_a_period", "A period is written 2026-Q3, 2026-07 or 2026.")
    try:
        number = read_number(value, decimals=4, lowest=-_FARTHEST, highest=_FARTHEST)
    except BadCell as bad:
        raise _BadColumn("value", bad.reason, bad.message) from None
    return ObservationRow(row.line, partner, metric, period, number)
