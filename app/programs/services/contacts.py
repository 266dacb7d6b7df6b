"""Gives people their place at a partner, and takes it when they leave."""

from collections.abc import Iterable, Sequence

from sqlalchemy import exists, select

from app.audit.services import record
from app.db import database
from app.identity.models import Grant, Person
from app.identity.permissions import Role
from app.identity.viewer import Viewer
from app.programs.core.partner_rows import ContactRow
from app.programs.models import Contact, Partner
from app.shared.errors import NotFoundError

_AT_ONCE = 1_000  # bound values of one statement


def place_contacts(program_id: int, named: Sequence[tuple[Partner, tuple[ContactRow, ...]]]) -> None:
    """Give the people named for each partner a place there and the right to see what became of their answers.

    Somebody who is known keeps their name, language and time zone: these are theirs. Whoever had left is back.
    """
    people = _people(row for _, rows in named for row in rows)
    person_ids = [person.id for person in people.values()]
    places = _places([partner.id for partner, _ in named])
    granted = _granted(program_id, person_ids)
    for partner, rows in named:
        for row in rows:
            person = people[row.email]
            contact = places.get((partner.id, person.id))
            if contact is None:
                contact = Contact(person_id=person.id, partner_id=partner.id)
                places[partner.id, person.id] = contact
                database.session.add(contact)
            contact.active = True
            if person.id not in granted:
                granted.add(person.id)
                database.session.add(Grant(person_id=person.id, program_id=program_id, role=Role.partner_contact))
    database.session.flush()


def contact_left(partner: Partner, person_public_id: str, *, by: Viewer) -> None:
    """Mark a person as no longer at the partner: they are asked no more. Raises NotFoundError.

    With their last place in the program goes the right to see what became of their answers; the answers stay.
    """
    by.must("partners.import")
    contact = database.session.scalar(
        select(Contact).join(Person).where(Contact.partner_id == partner.id, Person.public_id == person_public_id)
    )
    if contact is None:
        raise NotFoundError
    if not contact.active:
        return
    contact.active = False
    database.session.flush()
    elsewhere = (
        select(Contact.id)
        .join(Partner)
        .where(Contact.person_id == contact.person_id, Contact.active, Partner.program_id == partner.program_id)
    )
    if not database.session.scalar(select(exists(elsewhere))):
        database.session.query(Grant).filter_by(
            person_id=contact.person_id, program_id=partner.program_id, role=Role.partner_contact
        ).delete()
    record("contact.leave", f"partner:{partner.public_id}", by=by, person=person_public_id)


def _people(rows: Iterable[ContactRow]) -> dict[str, Person]:
    """Return the people of these rows by address; who isn't known yet is stored."""
    wanted: dict[str, ContactRow] = {}
    for row in rows:
        wanted.setdefault(row.email, row)
    addresses = list(wanted)
    people: dict[str, Person] = {}
    for start in range(0, len(addresses), _AT_ONCE):
        known = select(Person).where(Person.email.in_(addresses[start : start + _AT_ONCE]))
        people.update((person.email, person) for person in database.session.scalars(known))
    for email in wanted.keys() - people.keys():
        people[email] = _new_person(wanted[email])
    database.session.flush()
    return people


def _new_person(row: ContactRow) -> Person:
    name = row.name or row.email.partition("@")[0]
    person = Person(email=row.email, name=name[:200], language=row.language or "en")
    if row.time_zone:
        person.time_zone = row.time_zone
    database.session.add(person)
    return person


def _places(partner_ids: list[int]) -> dict[tuple[int, int], Contact]:
    contacts = database.session.scalars(select(Contact).where(Contact.partner_id.in_(partner_ids)))
    return {(contact.partner_id, contact.person_id): contact for contact in contacts}


def _granted(program_id: int, person_ids: list[int]) -> set[int]:
    """Return who of these people is a partner contact in the program."""
    found: set[int] = set()
    for start in range(0, len(person_ids), _AT_ONCE):
        some = Grant.person_id.in_(person_ids[start : start + _AT_ONCE])
        wanted = select(Grant.person_id).where(some, Grant.program_id == program_id, Grant.role == Role.partner_contact)
        found.update(database.session.scalars(wanted))
    return found
