"""Reads partners from a file: every good row as a value, every bad cell with its place and reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.programs.core.partner_columns import PartnerColumns, find_columns
from app.programs.core.partner_rows import ContactRow, PartnerReading, PartnerRow
from app.programs.core.partner_values import (
    read_address,
    read_country,
    read_domain,
    read_employees,
    read_language,
    read_market,
    read_revenue,
    read_roles,
    read_time_zone,
)
from app.shared.tables.cell_text import clean, clean_at_most
from app.shared.tables.dates import check_date_format, read_date
from app.shared.tables.faults import BadCell, Rejection, TableError
from app.shared.tables.limits import DEFAULT_LIMITS, TableLimits
from app.shared.tables.reading import read_table
from app.shared.tables.source import Source
from app.shared.tables.table import Row, Table

NAME_CHARACTERS = 200
EXTERNAL_ID_CHARACTERS = 200


def read_partner_file(
    source: Source,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    known_domains: Mapping[str, str] | None = None,
    limits: TableLimits = DEFAULT_LIMITS,
) -> PartnerReading:
    """Return what a CSV or XLSX file says; a file that can't be read at all is a reading with one rejection."""
    try:
        table = read_table(source, encoding=encoding, delimiter=delimiter, strict_width=True, limits=limits)
        return read_partners(table, mapping=mapping, date_format=date_format, known_domains=known_domains)
    except TableError as error:
        return PartnerReading(rejected=(error.rejection,))


def read_partners(
    table: Table,
    *,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    known_domains: Mapping[str, str] | None = None,
) -> PartnerReading:
    """Return the partners of a table read with `strict_width`, and what was refused.

    `mapping` gives for a column's header the field it holds; `date_format` is like DD/MM/YYYY or a strptime
    format; `known_domains` gives for a domain of the program the external id of its partner. An external id or a
    domain belongs to the first good row that has it. Raises TableError bad_date_format.
    """
    strptime_format = check_date_format(date_format) if date_format else None
    columns = find_columns(table, mapping)
    if columns.rejected:
        return PartnerReading((), columns.rejected, columns.notes, frozenset(), table.encoding, table.delimiter)
    reader = _Reader(columns, strptime_format, dict(known_domains or {}))
    for row in table.rows:
        reader.read(row)
    rejected = sorted([*table.rejected, *reader.rejected], key=lambda rejection: rejection.line)
    notes = (*columns.notes, *reader.notes)
    fields = frozenset(columns.places)
    return PartnerReading(tuple(reader.partners), tuple(rejected), notes, fields, table.encoding, table.delimiter)


@dataclass
class _Reader:
    """Goes through the rows once and remembers whose ids and domains are taken."""

    columns: PartnerColumns
    strptime_format: str | None
    owners: dict[str, str]  # domain → external id
    lines: dict[str, int] = field(default_factory=dict)  # external id → line
    partners: list[PartnerRow] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[Rejection] = field(default_factory=list)

    def read(self, row: Row) -> None:
        faults: list[Rejection] = []
        notes: list[Rejection] = []
        cells = _RowCells(row, self.columns, faults)
        partner = PartnerRow(
            line=row.line,
            external_id=cells.required("external_id", lambda cell: clean_at_most(cell, EXTERNAL_ID_CHARACTERS)) or "",
            name=cells.required("name", lambda cell: clean_at_most(cell, NAME_CHARACTERS)) or "",
            roles=cells.required("roles", read_roles) or (),
            domain=cells.optional("domain", read_domain),
            country=cells.optional("country", read_country),
            market=cells.optional("market", read_market),
            employees=cells.optional("employees", read_employees),
            annual_revenue_eur=cells.optional("annual_revenue_eur", read_revenue),
            joined=cells.optional("joined", lambda cell: read_date(cell, self.strptime_format)),
            contacts=_contacts(cells, self.columns.contact_prefixes, notes),
        )
        self._refuse_duplicates(partner, cells)
        if faults:
            self.rejected.extend(faults)
            return
        self.partners.append(partner)
        self.notes.extend(notes)
        self.lines[partner.external_id] = partner.line
        if partner.domain:
            self.owners[partner.domain] = partner.external_id

    def _refuse_duplicates(self, partner: PartnerRow, cells: "_RowCells") -> None:
        """A row that repeats an id repeats most of the rest: only the id is to blame."""
        line = self.lines.get(partner.external_id)
        if line is not None:
            cells.refuse("external_id", "duplicate", f"Line {line} has the same id.")
            return
        owner = self.owners.get(partner.domain or "")
        if partner.domain and owner is not None and owner != partner.external_id:
            cells.refuse("domain", "duplicate", f"The domain belongs to {owner}.")


@dataclass
class _RowCells:
    """One row's cells by field; what can't be read is added to `faults`."""

    row: Row
    columns: PartnerColumns
    faults: list[Rejection]

    def optional(self, name: str, read: Callable[[str], Any]) -> Any:
        """The value, or None where the cell is empty, absent or bad."""
        place = self.columns.places.get(name)
        cell = "" if place is None else self.row.cells[place]
        if not clean(cell):
            return None
        try:
            return read(cell)
        except BadCell as bad:
            self.refuse(name, bad.reason, bad.message)
            return None

    def required(self, name: str, read: Callable[[str], Any]) -> Any:
        if not clean(self.row.cells[self.columns.places[name]]):
            self.refuse(name, "missing", f"A partner needs {name}.")
            return None
        return self.optional(name, read)

    def refuse(self, name: str, reason: str, message: str) -> None:
        self.faults.append(self.fault(name, reason, message))

    def fault(self, name: str, reason: str, message: str) -> Rejection:
        return Rejection(self.row.line, self.columns.names.get(name, name), reason, message)


def _contacts(cells: _RowCells, prefixes: tuple[str, ...], notes: list[Rejection]) -> tuple[ContactRow, ...]:
    """The row's people that have an address; one without is noted, one named twice refused."""
    contacts: dict[str, ContactRow] = {}
    for prefix in prefixes:
        name = cells.optional(f"{prefix}_name", lambda cell: clean_at_most(cell, NAME_CHARACTERS))
        email = cells.optional(f"{prefix}_email", read_address)
        language = cells.optional(f"{prefix}_language", read_language)
        time_zone = cells.optional(f"{prefix}_time_zone", read_time_zone)
        if email in contacts:
            cells.refuse(f"{prefix}_email", "duplicate", f"{email} is named twice in this row.")
        elif email:
            contacts[email] = ContactRow(email, name, language, time_zone)
        elif name:
            note = cells.fault(f"{prefix}_name", "contact_without_address", f"{name} has no e-mail address.")
            notes.append(note)
    return tuple(contacts.values())
