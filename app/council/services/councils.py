"""Makes councils and gives seats."""

import datetime as dt

from sqlalchemy import select

from app.audit.services import record
from app.council.models import Council, Seat
from app.db import database
from app.identity.models import Grant, Person
from app.identity.permissions import Role
from app.identity.viewer import Viewer
from app.programs import queries as programs
from app.programs.models import Partner
from app.shared.errors import ConflictError, DomainError


def create_council(
    program_id: int, name: str, *, charter: str = "", answer_within_days: int = 14, quorum: int = 8, by: Viewer | None
) -> Council:
    """Return a new council."""
    if by:
        by.must("council.run")
    if not name.strip():
        raise DomainError("A council has a name.", fields={"name": "is missing"})
    council = Council(
        program_id=program_id,
        name=name.strip()[:200],
        charter=charter,
        answer_within_days=answer_within_days,
        quorum=quorum,
    )
    database.session.add(council)
    database.session.flush()
    record("council.create", f"council:{council.public_id}", by=by, program_id=program_id, name=council.name)
    return council


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
    if term_ends <= term_starts:
        raise DomainError("A term ends after it starts.", fields={"term_ends": "is before the start"})
    overlapping = select(Seat).where(
        Seat.council_id == council.id, Seat.term_starts < term_ends, Seat.term_ends > term_starts
    )
    for seat in database.session.scalars(overlapping):
        if seat.person_id == person.id:
            raise ConflictError(f"{person.name} holds a seat in that time already.")
        if partner is not None and seat.partner_id == partner.id:
            raise ConflictError(f"{partner.name} has a seat in that time already: one seat an organisation.")
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
    granted = select(Grant.id).where(
        Grant.person_id == person.id, Grant.program_id == council.program_id, Grant.role == Role.council_member
    )
    if database.session.scalar(granted) is None:
        database.session.add(Grant(person_id=person.id, program_id=council.program_id, role=Role.council_member))
    database.session.flush()
    record("seat.give", f"seat:{seat.public_id}", by=by, program_id=council.program_id, person=person.public_id)
    return seat


def standing_of(seat: Seat) -> str:
    """Return as whom a member speaks, e.g. "Corvus Managed · MSP seat"."""
    role = "MSP" if seat.partner_role == "msp" else seat.partner_role.replace("_", " ")
    organisation = seat.partner or (programs.partner_by_id(seat.partner_id) if seat.partner_id else None)
    return f"{organisation.name} · {role} seat" if organisation else f"{role} seat"
