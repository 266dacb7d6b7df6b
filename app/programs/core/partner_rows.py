"""A partner file as read: who is in it, what was refused, what is worth knowing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.shared.tables.faults import Rejection


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person named in a partner's row; the address is in lower case."""

    email: str
    name: str | None = None
    language: str | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner of a file; None where the file says nothing. Revenue in euros a year, country in ISO alpha-2."""

    line: int
    external_id: str
    name: str
    roles: tuple[str, ...]
    domain: str | None = None
    country: str | None = None
    market: str | None = None
    employees: int | None = None
    annual_revenue_eur: Decimal | None = None
    joined: date | None = None
    contacts: tuple[ContactRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PartnerReading:
    """What came out of a file.

    `rejected` names every bad cell, in the order of lines; its row isn't among `partners`. `notes` are remarks
    about accepted content. `fields` are the facts the file has a column for: only these may change a partner
    who is there already.
    """

    partners: tuple[PartnerRow, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    notes: tuple[Rejection, ...] = ()
    fields: frozenset[str] = frozenset()
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file could be read, so that leaving out bad rows doesn't help."""
        return bool(self.rejected) and not self.fields

    @property
    def ignored_columns(self) -> tuple[str, ...]:
        """Headers of the columns that mean nothing here."""
        return tuple(note.column or "" for note in self.notes if note.reason == "ignored_column")
