"""Runs a council session: invitation, agenda, attendance, beginning and end."""

import datetime as dt

from sqlalchemy import select

from app.audit.services import record
from app.council import queries
from app.council.events import SessionPlanned
from app.council.models import AgendaItem, Attendance, Council, CouncilSession, Seat
from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, DomainError
from app.web.subjects import subject_parts
from surveys.plain_text import plain_text, says_something

PRESENT, EXCUSED = "present", "excused"
MOST_CHARACTERS = 10_000


def plan_session(
    council: Council, title: str, starts_at: dt.datetime, *, minutes_long: int = 60, place: str = "", by: Viewer | None
) -> CouncilSession:
    """Return a new session."""
    if by:
        by.must("council.run")
    if not says_something(title):
        raise DomainError("A session has a title.", fields={"title": "is missing"})
    if not 5 <= minutes_long <= 24 * 60:
        raise DomainError("A session lasts from 5 minutes to a day.", fields={"minutes_long": "is out of bounds"})
    session = CouncilSession(
        council_id=council.id,
        title=plain_text(title, many_lines=False)[:200],
        starts_at=starts_at.astimezone(dt.UTC),
        minutes_long=minutes_long,
        place=plain_text(place, many_lines=False)[:300],
    )
    database.session.add(session)
    database.session.flush()
    record("session.plan", f"session:{session.public_id}", by=by, program_id=council.program_id)
    emit(SessionPlanned(session.id), council.program_id)
    return session


def add_agenda_item(
    session: CouncilSession, title: str, subject: str | None = None, *, by: Viewer | None
) -> AgendaItem | None:
    """Add a point at the end of the agenda; None where the subject is on it already."""
    if by:
        by.must("council.run")
    if session.state == queries.HELD:
        raise ConflictError("This session is over.")
    if not says_something(title):
        raise DomainError("An agenda item has a title.", fields={"title": "is missing"})
    if subject:
        subject_parts(subject)
    there = queries.agenda(session.id)
    if subject and any(item.subject == subject for item in there):
        return None
    position = max((item.position for item in there), default=0) + 1
    item = AgendaItem(
        session_id=session.id,
        position=position,
        title=plain_text(title, many_lines=False)[:200],
        subject=subject or None,
    )
    database.session.add(item)
    database.session.flush()
    return item


def settle_item(item: AgendaItem, outcome: str, *, by: Viewer) -> None:
    """Write down what a point of the agenda came to."""
    by.must("council.run")
    if len(outcome) > MOST_CHARACTERS:
        raise DomainError(f"Say it in {MOST_CHARACTERS:,} characters.", fields={"outcome": "is too long"})
    item.outcome = plain_text(outcome)
    database.session.flush()


def set_attendance(session: CouncilSession, states: dict[int, str], *, by: Viewer | None) -> None:
    """Record which seats (by row) are present or excused; the others were absent. Fixed once minutes are published."""
    if by:
        by.must("council.run")
    database.session.execute(select(CouncilSession.id).where(CouncilSession.id == session.id).with_for_update())
    written = queries.minutes(session.id)
    if written is not None and written.published_at is not None:
        raise ConflictError("The minutes are published: who was there stays as it is.")
    there = {entry.seat_id: entry for entry in queries.attendance(session.id)}
    for seat in seats_of(session):
        state, entry = states.get(seat.id), there.get(seat.id)
        if state not in {PRESENT, EXCUSED}:
            if entry:
                database.session.delete(entry)
        elif entry:
            entry.state = state
        else:
            database.session.add(Attendance(session_id=session.id, seat_id=seat.id, state=state))
    database.session.flush()


def start_session(session: CouncilSession, *, by: Viewer) -> None:
    """Begin the session."""
    by.must("council.run")
    if session.state != "planned":
        raise ConflictError("This session has begun already.")
    session.state = queries.RUNNING
    record("session.start", f"session:{session.public_id}", by=by)


def end_session(session: CouncilSession, *, by: Viewer | None) -> None:
    """End the session; by hand only one that has begun."""
    if by:
        by.must("council.run")
    if session.state == queries.HELD:
        raise ConflictError("This session is over already.")
    if by and session.state != queries.RUNNING:
        raise ConflictError("This session has not begun yet.")
    session.state = queries.HELD
    record("session.end", f"session:{session.public_id}", by=by, program_id=session.council.program_id)


def seats_of(session: CouncilSession) -> list[Seat]:
    """Return the seats held on the day of the session."""
    return queries.seats(session.council_id, session.starts_at.date())
