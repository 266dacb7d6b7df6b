"""Finds out which column of a partner file holds which fact."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.shared.tables.cell_text import clean
from app.shared.tables.faults import Rejection
from app.shared.tables.table import Table

REQUIRED = ("external_id", "name", "roles")
_OPTIONAL = ("domain", "country", "market", "employees", "annual_revenue_eur", "joined")
_CONTACT_FACTS = ("name", "email", "language", "time_zone")
_CONTACT = re.compile(r"contact([1-9][0-9]?)?(name|email|language|timezone)")
_FOLDED_FIELDS = {field.replace("_", ""): field for field in (*REQUIRED, *_OPTIONAL)}
_FOLDED_CONTACT_FACTS = {fact.replace("_", ""): fact for fact in _CONTACT_FACTS}


@dataclass(frozen=True, slots=True)
class PartnerColumns:
    """Where each fact stands: `places` gives a field's column index, `names` its header as the file has it."""

    places: Mapping[str, int]
    names: Mapping[str, str]
    rejected: tuple[Rejection, ...]
    notes: tuple[Rejection, ...]

    @property
    def contact_prefixes(self) -> tuple[str, ...]:
        """`contact`, `contact_2`, … as far as there are columns for them, in the order of their numbers."""
        found = {field.removesuffix(f"_{fact}") for field in self.places for fact in _CONTACT_FACTS}
        return tuple(sorted((name for name in found if re.fullmatch(r"contact(_\d+)?", name)), key=_number))


def find_columns(table: Table, mapping: Mapping[str, str] | None = None) -> PartnerColumns:
    """Return the columns of a partner file; `mapping` says for a header which field it is.

    Headers match whatever their case, spaces, hyphens and underscores. What is wrong is in `rejected`:
    missing_column, duplicate_column, unknown_field.
    """
    line = table.header_line
    rejected: list[Rejection] = []
    named = _mapped_headers(mapping or {}, line, rejected)
    headers = [_folded(header) for header in table.header]
    for header, (column, _) in named.items():
        if header not in headers:
            rejected.append(Rejection(line, column, "missing_column", "The file has no such column."))
    spoken_for = {field for _, field in named.values()}
    places: dict[str, int] = {}
    notes: list[Rejection] = []
    for place, folded in enumerate(headers):
        name = clean(table.header[place])
        field = named[folded][1] if folded in named else _field(folded)
        if field is None or (folded not in named and field in spoken_for):
            if name:
                notes.append(Rejection(line, name, "ignored_column", "The column is not read."))
        elif field in places:
            message = f"Two columns hold {field}: this one and “{clean(table.header[places[field]])}”."
            rejected.append(Rejection(line, name, "duplicate_column", message))
        else:
            places[field] = place
    for field in REQUIRED:
        if field not in places and field not in spoken_for:
            message = f"The column {field} is missing. Name it so, or say which column it is."
            rejected.append(Rejection(line, field, "missing_column", message))
    names = {field: clean(table.header[place]) for field, place in places.items()}
    return PartnerColumns(places, names, tuple(rejected), tuple(notes))


def _mapped_headers(mapping: Mapping[str, str], line: int, rejected: list[Rejection]) -> dict[str, tuple[str, str]]:
    """Folded header → the header as given and its field."""
    named: dict[str, tuple[str, str]] = {}
    for column, wanted in mapping.items():
        field = _field(_folded(wanted))
        if field is None:
            message = f"“{wanted}” is not a fact about partners; there are {', '.join((*REQUIRED, *_OPTIONAL))}."
            rejected.append(Rejection(line, column, "unknown_field", message))
        else:
            named[_folded(column)] = (column, field)
    return named


def _field(folded: str) -> str | None:
    if match := _CONTACT.fullmatch(folded):
        number = match[1]
        prefix = "contact" if number in (None, "1") else f"contact_{number}"
        return f"{prefix}_{_FOLDED_CONTACT_FACTS[match[2]]}"
    return _FOLDED_FIELDS.get(folded)


def _folded(header: str) -> str:
    return re.sub(r"[\W_]+", "", clean(header).casefold())


def _number(prefix: str) -> int:
    return int(prefix.partition("_")[2] or 1)
