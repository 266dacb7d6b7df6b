"""Partners with their facts from the rows of a table, each cell typed by what the rulebook declares."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.rules.core.partner import PartnerFacts
from app.rules.core.problems import BadValue, Problem
from app.rules.core.rulebook import Rulebook
from app.rules.core.spreadsheet_numbers import plain_number
from app.rules.core.values import NUMERIC, Value, ValueType, shorten

REQUIRED = ("external_id", "roles")
MAX_ID = 200


class TableRow(Protocol):
    """A row of a table: its line in the file, and its cells in the order of the header."""

    @property
    def line(self) -> int: ...

    @property
    def cells(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Population:
    """The partners of the good rows, the problems of the bad ones, and what the header has too much or too little."""

    partners: tuple[PartnerFacts, ...]
    problems: tuple[Problem, ...]
    ignored_columns: tuple[str, ...]
    absent_facts: tuple[str, ...]


def population_from_rows(header: Sequence[str], rows: Iterable[TableRow], rulebook: Rulebook) -> Population:
    """Return the partners: `external_id`, `roles` (several joined by ; | or ,), `market`, and facts by their keys.

    Columns are found whatever their case. An empty cell is an unknown fact; a column the rulebook doesn't declare is
    ignored and named. A row with any problem gives no partner.
    """
    names = [name.strip().casefold() for name in header]
    used = {*REQUIRED, "market", *rulebook.fact_by_key}
    problems = [
        Problem(1, name, "missing_column", f"the column {name} is missing") for name in REQUIRED if name not in names
    ]
    twice = sorted(name for name in used if names.count(name) > 1)
    problems += [Problem(1, name, "duplicate", f"the column {name} is there twice") for name in twice]
    if problems:
        return Population((), tuple(problems), (), ())
    columns = {name: place for place, name in enumerate(names)}
    partners: list[PartnerFacts] = []
    first_lines: dict[str, int] = {}
    for row in rows:
        reader = _RowReader(row, columns, rulebook)
        partner = reader.partner(first_lines)
        first_lines.setdefault(partner.partner, row.line)
        problems.extend(reader.problems)
        if not reader.problems:
            partners.append(partner)
    ignored = tuple(title.strip() for title, name in zip(header, names, strict=True) if name and name not in used)
    without = tuple(key for key in rulebook.fact_by_key if key not in columns)
    return Population(tuple(partners), tuple(problems), ignored, without)


class _RowReader:
    def __init__(self, row: TableRow, columns: dict[str, int], rulebook: Rulebook) -> None:
        self.row, self.columns, self.rulebook = row, columns, rulebook
        self.problems: list[Problem] = []

    def partner(self, first_lines: dict[str, int]) -> PartnerFacts:
        partner = self._cell("external_id")
        if not partner:
            self._note("external_id", "missing", "the partner's external_id is missing")
        elif len(partner) > MAX_ID:
            self._note("external_id", "too_long", f"the external_id has more than {MAX_ID} characters")
        elif partner in first_lines:
            message = f"“{shorten(partner)}” is on line {first_lines[partner]} already"
            self._note("external_id", "duplicate", message)
        facts = {key: self._fact(key) for key in self.rulebook.fact_by_key if key in self.columns}
        return PartnerFacts(partner, self._roles(), self._market(), facts)

    def _roles(self) -> tuple[str, ...]:
        words = [_word(part) for part in re.split(r"[;|,]", self._cell("roles")) if part.strip()]
        known = self.rulebook.dimension_values["role"]
        if not words:
            self._note("roles", "missing", "the partner has no role")
        for word in words:
            if word not in known:
                message = f"“{shorten(word)}” is not one of the roles {', '.join(known)}"
                self._note("roles", "unknown_value", message)
        return tuple(dict.fromkeys(words))

    def _market(self) -> str | None:
        market = _word(self._cell("market"))
        known = self.rulebook.dimension_values.get("market")
        if market and known is not None and market not in known:
            message = f"“{shorten(market)}” is not one of the markets {', '.join(known)}"
            self._note("market", "unknown_value", message)
        return market or None

    def _fact(self, key: str) -> Value | None:
        text = self._cell(key)
        if not text:
            return None
        type_ = self.rulebook.fact_by_key[key].type
        try:
            return type_.read(_plain(text, type_))
        except BadValue as error:
            self._note(key, error.reason, f"{key}: {error.message}")
            return None

    def _cell(self, column: str) -> str:
        place = self.columns.get(column)
        return self.row.cells[place].strip() if place is not None and place < len(self.row.cells) else ""

    def _note(self, column: str, reason: str, message: str) -> None:
        self.problems.append(Problem(self.row.line, column, reason, message))


def _plain(text: str, type_: ValueType) -> str:
    """Return the cell as the type reads it: a number with a decimal point only, a choice in the form of a key."""
    if type_.kind == "choice":
        return text if text in type_.choices else _word(text)
    return plain_number(text.removesuffix(type_.unit or "").strip()) if type_.kind in NUMERIC else text


def _word(text: str) -> str:
    """Return `Service Provider` as `service_provider`."""
    return re.sub(r"[\s-]+", "_", text.strip().casefold())
