"""Reads observations from a table: partner, metric, period, value."""

import re
from dataclasses import dataclass
from decimal import Decimal

from app.programs.periods import is_period
from app.shared.tables import BadCell, Rejection, Table
from app.shared.tables.cell_text import clean
from app.shared.tables.numbers import read_number

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


def read_observations(
    table: Table, *, partners: frozenset[str]
) -> tuple[tuple[ObservationRow, ...], tuple[Rejection, ...]]:
    """Return the good rows and what is wrong with the others; the same place twice is a duplicate."""
    header = [clean(name).casefold().replace(" ", "_") for name in table.header]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        message = f"The file needs the columns {', '.join(COLUMNS)}."
        return (), tuple(Rejection(table.header_line, name, "missing_column", message) for name in missing)
    places = [header.index(name) for name in COLUMNS]
    rows: list[ObservationRow] = []
    rejected = list(table.rejected)
    seen: dict[tuple[str, str, str], int] = {}
    for row in table.rows:
        partner, metric, period, value = (clean(row.cells[place]) for place in places)
        try:
            checked = _check(row.line, partner, metric.casefold(), period.upper(), value, partners)
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
    return tuple(rows), tuple(sorted(rejected, key=lambda rejection: rejection.line))


class _BadColumn(Exception):
    def __init__(self, column: str, reason: str, message: str) -> None:
        self.column, self.reason, self.message = column, reason, message


def _check(line: int, partner: str, metric: str, period: str, value: str, partners: frozenset[str]) -> ObservationRow:
    for column, cell in zip(COLUMNS, (partner, metric, period, value), strict=True):
        if not cell:
            raise _BadColumn(column, "missing", f"The {column} is missing.")
    if partner not in partners:
        raise _BadColumn("partner", "unknown_value", f"No partner has the external id {partner[:60]}.")
    if not _KEY.match(metric):
        raise _BadColumn("metric", "unknown_value", "A metric is named by small letters, digits and _.")
    if not is_period(period):
        raise _BadColumn("period", "not_a_period", "A period is written 2026-Q3, 2026-07 or 2026.")
    try:
        number = read_number(value, decimals=4, lowest=-_FARTHEST, highest=_FARTHEST)
    except BadCell as bad:
        raise _BadColumn("value", bad.reason, bad.message) from None
    return ObservationRow(line, partner, metric, period, number)
