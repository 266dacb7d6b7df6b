"""Reads partners from a file: every good row as a value, every bad cell with its place and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.programs.core.partner_columns import PartnerColumns, find_columns
from app.programs.core.partner_rows import PartnerReading, PartnerRow
from app.programs.core.partner_values import (
    read_country,
    read_domain,
    read_employees,
    read_market,
    read_revenue,
    read_roles,
)
from app.programs.core.remarks import no_rows
from app.programs.core.row_cells import NAME_CHARACTERS, RowCells, read_contacts
from app.shared.tables.cell_text import clean_at_most
from app.shared.tables.dates import check_date_format, read_date
from app.shared.tables.faults import Rejection, TableError
from app.shared.tables.limits import DEFAULT_LIMITS, TableLimits
from app.shared.tables.reading import read_table
from app.shared.tables.source import Source
from app.shared.tables.table import Row, Table

EXTERNAL_ID_CHARACTERS = 200


def read_partner_file(
    source: Source,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    known_domains: Mapping[str, str] | None = None,
    limits: TableLimits = DEFAULT_LIMITS,
) -> PartnerReading:
    """Return what a CSV or XLSX file says; a file that can't be read at all is a reading with one rejection."""
    try:
        table = read_table(
            source, encoding=encoding, delimiter=delimiter, sheet=sheet, strict_width=True, limits=limits
        )
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
    if not table.rows and not table.rejected:
        notes += (no_rows(table),)
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
        cells = RowCells(row, self.columns, faults)
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
            contacts=read_contacts(cells, self.columns.contact_prefixes, notes),
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

    def _refuse_duplicates(self, partner: PartnerRow, cells: RowCells) -> None:
        """A row that repeats an id repeats most of the rest: only the id is to blame."""
        line = self.lines.get(partner.external_id)
        if line is not None:
            cells.refuse("external_id", "duplicate", f"Line {line} has the same id.")
            return
        owner = self.owners.get(partner.domain or "")
        if partner.domain and owner is not None and owner != partner.external_id:
            cells.refuse("domain", "duplicate", f"The domain belongs to {owner}.")
