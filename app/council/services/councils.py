"""Makes councils and gives seats."""

import datetime as dt

from sqlalchemy import select

from app.audit.services import record
from app.council.models import Council, Seat
from app.db import database
from app.identity import queries as people
from app.identity import services as identity
from app.identity.models import Person
from app.identity.permissions import Role
from app.identity.viewer import Viewer
from app.programs import queries as programs
from app.programs.core.partner_facts import PARTNER_ROLES
from app.programs.models import Partner
from app.shared.errors import ConflictError, DomainError
from surveys.plain_text import plain_text, says_something


def create_council(
    program_id: int, name: str, *, charter: str = "", answer_within_days: int = 14, quorum: int = 8, by: Viewer | None
) -> Council:
    """Return a new council."""
    if by:
        by.must("council.run")
    if not says_something(name):
        raise DomainError("A council has a name.", fields={"name": "is missing"})
    if answer_within_days < 1 or quorum < 1:
        raise DomainError("Quorum and days to answer are at least 1.", fields={"quorum": "is too small"})
    council = Council(
        program_id=program_id,
        name=plain_text(name, many_lines=False)[:200],
        charter=plain_text(charter),
        answer_within_days=answer_within_days,
        quorum=quorum,
    )
    database.session.add(council)
    database.session.flush()
    record("council.create", f"council:{council.public_id}", by=by, program_id=program_id, name=council.name)
    return council


def person_for_seat(email: str, name: str, *, by: Viewer) -> Person:
    """Return the person with this address, newly made where there is none: they sign in by a link, without password."""
    by.must("council.run")
    known = people.person_by_email(email)
    if known is not None:
        return known
    person = identity.create_person(email, name)
    record("person.create", f"person:{person.public_id}", by=by)
    return person


def give_seat_to(
    council: Council,
    email: str,
    name: str,
    partner_public_id: str,
    partner_role: str,
    *,
    term_starts: dt.date,
    term_ends: dt.date,
    by: Viewer,
) -> Seat:
    """Return a new seat for the person with this address; without a partner, that of their contact."""
    person = person_for_seat(email, name, by=by)
    contact = programs.contact_of(person.id, council.program_id)
    partner = contact.partner if contact else None
    if partner_public_id:
        partner = programs.partner(council.program_id, partner_public_id)
    return give_seat(council, person, partner, partner_role, term_starts=term_starts, term_ends=term_ends, by=by)


def give_seat(
    council: Council,
    person: Person,
    partner: Partner | None,
    partner_role: str,
    *,
    term_starts: dt.date,
    term_ends: dt.date,
    by: Viewer | None,
) -> Seat:
    """Return a new seat. One person and one organisation hold one seat of a council at a time."""
    if by:
        by.must("council.run")
    if partner_role not in PARTNER_ROLES:
        raise DomainError("Choose the role that the seat speaks for.", fields={"partner_role": "is not a role"})
    if partner is not None and partner.program_id != council.program_id:
        raise DomainError("Choose a partner of this program.", fields={"partner": "is not in this program"})
    if term_ends <= term_starts:
        raise DomainError("A term ends after it starts.", fields={"term_ends": "is before the start"})
    _refuse_second_seat(council, person, partner, term_starts, term_ends)
    seat = Seat(
        council_id=council.id,
        person_id=person.id,
        partner_id=partner.id if partner else None,
        partner_role=partner_role,
        market=partner.market if partner else None,
        term_starts=term_starts,
        term_ends=term_ends,
    )
    database.session.add(seat)
    identity.grant(person, council.program_id, Role.council_member)
    database.session.flush()
    record("seat.give", f"seat:{seat.public_id}", by=by, program_id=council.program_id, person=person.public_id)
    return seat


def _refuse_second_seat(
    council: Council, person: Person, partner: Partner | None, term_starts: dt.date, term_ends: dt.date
) -> None:
    """Raise ConflictError for a term that shares a day with another seat of the person or organisation."""
    database.session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    shared = (Seat.council_id == council.id, Seat.term_starts <= term_ends, Seat.term_ends >= term_starts)
    for seat in database.session.scalars(select(Seat).where(*shared)).unique():
        if seat.person_id == person.id:
            raise ConflictError(f"{person.name} holds a seat in that time already.")
        if partner is not None and seat.partner_id == partner.id:
            raise ConflictError(f"{partner.name} has a seat in that time already: one seat an organisation.")
