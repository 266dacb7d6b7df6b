"""Takes partners in from a file: every row, or, with `skip_bad`, the good ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.audit.services import record
from app.db import database
from app.identity.models import Grant, Person
from app.identity.permissions import Role
from app.identity.viewer import Viewer
from app.programs.core.partner_reader import read_partners
from app.programs.core.partner_rows import PartnerRow
from app.programs.models import Contact, Partner, Program
from app.shared.tables import Rejection, Table

FACTS = ("domain", "country", "market", "employees", "annual_revenue_eur", "joined")


@dataclass
class PartnersReport:
    """What an import did, or would do."""

    accepted: int = 0
    created: int = 0
    updated: int = 0
    rejected: tuple[Rejection, ...] = ()
    notes: tuple[Rejection, ...] = ()
    stored: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return the document that `--json` prints."""
        return {
            "accepted": self.accepted,
            "created": self.created,
            "updated": self.updated,
            "rejected": [rejection.as_dict() for rejection in self.rejected],
            "notes": [note.as_dict() for note in self.notes],
            "stored": self.stored,
        }


def import_partners(
    program: Program,
    table: Table,
    *,
    mapping: Mapping[str, str] | None = None,
    date_format: str | None = None,
    dry_run: bool = False,
    skip_bad: bool = False,
    by: Viewer | None = None,
) -> PartnersReport:
    """Store the partners of a table and return what happened.

    With a rejected row nothing is stored unless `skip_bad`. A partner that is there (same external id) is updated in
    the facts that the file has a column for. Facts about who is asked in an open wave stay as they were frozen.
    """
    if by:
        by.must("partners.import")
    known = database.session.scalars(select(Partner).where(Partner.program_id == program.id)).all()
    domains = {partner.domain: partner.external_id for partner in known if partner.domain}
    reading = read_partners(table, mapping=mapping, date_format=date_format, known_domains=domains)
    there = {partner.external_id: partner for partner in known}
    report = PartnersReport(
        accepted=len(reading.partners),
        created=sum(row.external_id not in there for row in reading.partners),
        updated=sum(row.external_id in there for row in reading.partners),
        rejected=reading.rejected,
        notes=reading.notes,
    )
    if dry_run or (reading.rejected and not skip_bad):
        return report
    people = {person.email: person for person in database.session.scalars(select(Person))}
    for row in reading.partners:
        partner = _store_partner(program, row, reading.fields, there.get(row.external_id))
        for contact in row.contacts:
            name = contact.name or contact.email
            person = people.get(contact.email) or _new_person(contact.email, name, contact.language, contact.time_zone)
            people[contact.email] = person
            _place(person, partner)
    report.stored = True
    database.session.flush()
    record(
        "partners.import",
        f"program:{program.public_id}",
        by=by,
        program_id=program.id,
        created=report.created,
        updated=report.updated,
        rejected=len(report.rejected),
    )
    return report


def _store_partner(program: Program, row: PartnerRow, fields: frozenset[str], partner: Partner | None) -> Partner:
    if partner is None:
        partner = Partner(program_id=program.id, external_id=row.external_id, name=row.name)
        database.session.add(partner)
    partner.name, partner.roles = row.name, row.roles
    for fact in FACTS:
        if fact in fields:
            setattr(partner, fact, getattr(row, fact))
    return partner


def _new_person(email: str, name: str, language: str | None, time_zone: str | None) -> Person:
    person = Person(email=email, name=name[:200], language=language or "en")
    if time_zone:
        person.time_zone = time_zone
    database.session.add(person)
    return person


def _place(person: Person, partner: Partner) -> None:
    """Give the person a place at the partner and the right to see what became of their answers."""
    database.session.flush()
    mine = select(Contact).where(Contact.person_id == person.id, Contact.partner_id == partner.id)
    contact = database.session.scalar(mine)
    if contact is None:
        database.session.add(Contact(person_id=person.id, partner_id=partner.id))
    else:
        contact.active = True
    granted = select(Grant.id).where(
        Grant.person_id == person.id, Grant.program_id == partner.program_id, Grant.role == Role.partner_contact
    )
    if database.session.scalar(granted) is None:
        database.session.add(Grant(person_id=person.id, program_id=partner.program_id, role=Role.partner_contact))
