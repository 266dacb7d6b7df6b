"""The cells of one partner's row, read by field; every fault is kept, not only the first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.programs.core.partner_columns import PartnerColumns
from app.programs.core.partner_rows import ContactRow
from app.programs.core.partner_values import read_address, read_language, read_time_zone
from app.shared.tables.cell_text import clean, clean_at_most
from app.shared.tables.faults import BadCell, Rejection
from app.shared.tables.table import Row

NAME_CHARACTERS = 200


@dataclass
class RowCells:
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
            self.refuse(name, "missing", f"The {name} is missing; every partner needs it.")
            return None
        return self.optional(name, read)

    def refuse(self, name: str, reason: str, message: str) -> None:
        self.faults.append(self.fault(name, reason, message))

    def fault(self, name: str, reason: str, message: str) -> Rejection:
        return Rejection(self.row.line, self.columns.names.get(name, name), reason, message)


def read_contacts(cells: RowCells, prefixes: tuple[str, ...], notes: list[Rejection]) -> tuple[ContactRow, ...]:
    """Return the row's people that have an address; one without is noted, one named twice refused."""
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
