"""Runs a council session: agenda, attendance, minutes."""

import datetime as dt

from sqlalchemy import func, select

from app.audit.services import record
from app.council import queries
from app.council.models import AgendaItem, Attendance, Council, CouncilSession, Minutes, Seat
from app.db import database
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError

PRESENT, EXCUSED = "present", "excused"


def plan_session(
    council: Council, title: str, starts_at: dt.datetime, *, minutes_long: int = 60, place: str = "", by: Viewer | None
) -> CouncilSession:
    """Return a new session."""
    if by:
        by.must("council.run")
    if not title.strip():
        raise DomainError("A session has a title.", fields={"title": "is missing"})
    session = CouncilSession(
        council_id=council.id,
        title=title.strip()[:200],
        starts_at=starts_at,
        minutes_long=minutes_long,
        place=place.strip()[:300],
    )
    database.session.add(session)
    database.session.flush()
    record("session.plan", f"session:{session.public_id}", by=by, program_id=council.program_id)
    return session


def add_agenda_item(
    session: CouncilSession, title: str, subject: str | None = None, *, by: Viewer | None
) -> AgendaItem | None:
    """Add a point at the end of the agenda; None where the subject is on it already."""
    if by:
        by.must("council.run")
    if session.state == "held":
        raise ConflictError("This session is over.")
    if not title.strip():
        raise DomainError("An agenda item has a title.", fields={"title": "is missing"})
    there = queries.agenda(session.id)
    if subject and any(item.subject == subject for item in there):
        return None
    item = AgendaItem(session_id=session.id, position=len(there) + 1, title=title.strip()[:200], subject=subject)
    database.session.add(item)
    database.session.flush()
    return item


def settle_item(item: AgendaItem, outcome: str, *, by: Viewer) -> None:
    """Write down what a point of the agenda came to."""
    by.must("council.run")
    item.outcome = outcome.strip()
    database.session.flush()


def set_attendance(session: CouncilSession, states: dict[int, str], *, by: Viewer | None) -> None:
    """Record which seats (by row) are present or excused; the others were absent."""
    if by:
        by.must("council.run")
    there = {entry.seat_id: entry for entry in queries.attendance(session.id)}
    seats = {seat.id for seat in queries.seats(session.council_id, session.starts_at.date())}
    for seat_id in seats:
        state, entry = states.get(seat_id), there.get(seat_id)
        if state not in {PRESENT, EXCUSED}:
            if entry:
                database.session.delete(entry)
        elif entry:
            entry.state = state
        else:
            database.session.add(Attendance(session_id=session.id, seat_id=seat_id, state=state))
    database.session.flush()


def start_session(session: CouncilSession, *, by: Viewer) -> None:
    """Begin the session."""
    by.must("council.run")
    if session.state != "planned":
        raise ConflictError("This session has begun already.")
    session.state = "running"
    record("session.start", f"session:{session.public_id}", by=by)


def end_session(session: CouncilSession, *, by: Viewer | None) -> None:
    """End the session."""
    if by:
        by.must("council.run")
    if session.state == "held":
        raise ConflictError("This session is over already.")
    session.state = "held"
    record("session.end", f"session:{session.public_id}", by=by, program_id=session.council.program_id)


def save_minutes(session: CouncilSession, text: str, written_on: int, *, by: Viewer | None) -> Minutes:
    """Store the minutes if nobody else has since text number `written_on`; raises ConflictError, storing nothing."""
    if by:
        by.must("council.run")
    minutes = queries.minutes(session.id)
    if minutes is None:
        minutes = Minutes(session_id=session.id)
        database.session.add(minutes)
    if minutes.published_at is not None:
        raise ConflictError("These minutes are published and stay as they are.")
    if minutes.number != written_on:
        raise ConflictError(
            "Somebody else saved these minutes while you wrote. Both texts are shown: bring them together."
        )
    minutes.text, minutes.number, minutes.saved_at = text.strip(), written_on + 1, clock.now()
    minutes.written_by_id = by.person_id if by else None
    database.session.flush()
    return minutes


def publish_minutes(session: CouncilSession, *, by: Viewer | None) -> Minutes:
    """Publish the minutes to the council."""
    if by:
        by.must("council.run")
    minutes = queries.minutes(session.id)
    if minutes is None or not minutes.text:
        raise DomainError("Write the minutes first.")
    if minutes.published_at is None:
        minutes.published_at = clock.now()
        record("minutes.publish", f"session:{session.public_id}", by=by, program_id=session.council.program_id)
    return minutes


def is_quorate(session: CouncilSession) -> bool:
    """Whether enough seats are present."""
    present = select(func.count(Attendance.id)).where(Attendance.session_id == session.id, Attendance.state == PRESENT)
    return (database.session.scalar(present) or 0) >= session.council.quorum


def seat_holders(council: Council) -> list[Seat]:
    """Return the seats held today."""
    return queries.seats(council.id, clock.now().date())
