"""Reads of council sessions."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from app.council.models import AgendaItem, Attendance, Council, CouncilSession, Minutes
from app.db import database
from app.shared import clock
from app.shared.found import found

RUNNING, HELD = "running", "held"


def sessions(program_id: int) -> Sequence[CouncilSession]:
    """Return the program's council sessions, the latest first."""
    return database.session.scalars(
        select(CouncilSession)
        .join(Council)
        .where(Council.program_id == program_id)
        .order_by(CouncilSession.starts_at.desc())
    ).all()


def session(program_id: int, public_id: str) -> CouncilSession:
    """Return a council session of the program. Raises NotFoundError."""
    wanted = (
        select(CouncilSession)
        .join(Council)
        .where(Council.program_id == program_id, CouncilSession.public_id == public_id)
    )
    return found(database.session.scalar(wanted))


def session_by_id(session_id: int) -> CouncilSession:
    """Return a council session by its row. Raises NotFoundError."""
    return found(database.session.get(CouncilSession, session_id))


def next_session(program_id: int) -> CouncilSession | None:
    """Return the session that is running, or the one that comes next; not one that was planned and never begun."""
    there = sessions(program_id)
    running = [session for session in there if session.state == RUNNING]
    coming = [session for session in there if session.state == "planned" and ends_at(session) > clock.now()]
    ahead = running or coming
    return ahead[-1] if ahead else None


def ends_at(session: CouncilSession) -> dt.datetime:
    """Return when the session is planned to end."""
    return session.starts_at + dt.timedelta(minutes=session.minutes_long)


def agenda(session_id: int) -> Sequence[AgendaItem]:
    """Return the agenda in order."""
    return database.session.scalars(
        select(AgendaItem).where(AgendaItem.session_id == session_id).order_by(AgendaItem.position, AgendaItem.id)
    ).all()


def agenda_item(session_id: int, public_id: str) -> AgendaItem:
    """Return a point of the session's agenda. Raises NotFoundError."""
    wanted = select(AgendaItem).where(AgendaItem.session_id == session_id, AgendaItem.public_id == public_id)
    return found(database.session.scalar(wanted))


def attendance(session_id: int) -> Sequence[Attendance]:
    """Return who is recorded as present or excused."""
    return database.session.scalars(select(Attendance).where(Attendance.session_id == session_id)).all()


def minutes(session_id: int) -> Minutes | None:
    """Return the session's minutes."""
    return database.session.scalar(select(Minutes).where(Minutes.session_id == session_id))
