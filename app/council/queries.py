"""Reads of councils, sessions, ballots and decisions."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import func, select

from app.council.models import (
    AgendaItem,
    Attendance,
    Ballot,
    Council,
    CouncilSession,
    Decision,
    Minutes,
    OwnerAnswer,
    Recusal,
    RollEntry,
    Seat,
)
from app.db import database
from app.shared import clock
from app.shared.errors import NotFoundError

T = TypeVar("T")


def councils(program_id: int) -> Sequence[Council]:
    """Return the program's councils."""
    return database.session.scalars(
        select(Council).where(Council.program_id == program_id).order_by(Council.name)
    ).all()


def council(program_id: int, public_id: str) -> Council:
    """Return a council of the program. Raises NotFoundError."""
    return _found(
        database.session.scalar(select(Council).where(Council.program_id == program_id, Council.public_id == public_id))
    )


def seats(council_id: int, on: dt.date) -> list[Seat]:
    """Return the seats held on a day, by the holders' names."""
    held = (Seat.council_id == council_id, Seat.term_starts <= on, Seat.term_ends >= on)
    found = database.session.scalars(select(Seat).where(*held)).unique().all()
    return sorted(found, key=lambda seat: (seat.person.name, seat.id))


def seat(council_id: int, public_id: str) -> Seat:
    """Return a seat of the council. Raises NotFoundError."""
    return _found(
        database.session.scalar(select(Seat).where(Seat.council_id == council_id, Seat.public_id == public_id))
    )


def seat_of(person_id: int, council_id: int) -> Seat | None:
    """Return the seat that the person holds on the council today."""
    mine = [seat for seat in seats(council_id, clock.now().date()) if seat.person_id == person_id]
    return mine[0] if mine else None


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
    return _found(
        database.session.scalar(
            select(CouncilSession)
            .join(Council)
            .where(Council.program_id == program_id, CouncilSession.public_id == public_id)
        )
    )


def next_session(program_id: int) -> CouncilSession | None:
    """Return the session that comes next or is running."""
    coming = [session for session in sessions(program_id) if session.state != "held"]
    return coming[-1] if coming else None


def agenda(session_id: int) -> Sequence[AgendaItem]:
    """Return the agenda in order."""
    return database.session.scalars(
        select(AgendaItem).where(AgendaItem.session_id == session_id).order_by(AgendaItem.position)
    ).all()


def agenda_item(session_id: int, public_id: str) -> AgendaItem:
    """Return a point of the session's agenda. Raises NotFoundError."""
    wanted = select(AgendaItem).where(AgendaItem.session_id == session_id, AgendaItem.public_id == public_id)
    return _found(database.session.scalar(wanted))


def attendance(session_id: int) -> Sequence[Attendance]:
    """Return who is recorded as present or excused."""
    return database.session.scalars(select(Attendance).where(Attendance.session_id == session_id)).all()


def minutes(session_id: int) -> Minutes | None:
    """Return the session's minutes."""
    return database.session.scalar(select(Minutes).where(Minutes.session_id == session_id))


def ballots_of(subject: str) -> Sequence[Ballot]:
    """Return the ballots on a subject, the newest first."""
    return database.session.scalars(
        select(Ballot).where(Ballot.subject == subject).order_by(Ballot.opened_at.desc(), Ballot.id.desc())
    ).all()


def ballot(program_id: int, public_id: str) -> Ballot:
    """Return a ballot of the program. Raises NotFoundError."""
    return _found(
        database.session.scalar(
            select(Ballot).join(Council).where(Council.program_id == program_id, Ballot.public_id == public_id)
        )
    )


def ballot_by_id(ballot_id: int) -> Ballot:
    """Return a ballot by its row. Raises NotFoundError."""
    return _found(database.session.get(Ballot, ballot_id))


def ballots(program_id: int) -> Sequence[Ballot]:
    """Return all ballots of the program, the newest first."""
    return database.session.scalars(
        select(Ballot).join(Council).where(Council.program_id == program_id).order_by(Ballot.opened_at.desc())
    ).all()


def open_ballots(program_id: int) -> list[Ballot]:
    """Return the ballots that take votes."""
    return [ballot for ballot in ballots(program_id) if ballot.state == "open"]


def due_ballots() -> Sequence[Ballot]:
    """Return the ballots of all programs whose time is up."""
    return database.session.scalars(select(Ballot).where(Ballot.state == "open", Ballot.closes_at <= clock.now())).all()


def roll(ballot_id: int) -> Sequence[RollEntry]:
    """Return the seats that may vote, and whether they have."""
    return database.session.scalars(select(RollEntry).where(RollEntry.ballot_id == ballot_id)).unique().all()


def voted(ballot_id: int) -> int:
    """Return how many have voted."""
    wanted = select(func.count(RollEntry.id)).where(RollEntry.ballot_id == ballot_id, RollEntry.voted)
    return database.session.scalar(wanted) or 0


def recusals(ballot_id: int) -> Sequence[Recusal]:
    """Return the seats that stand aside."""
    return database.session.scalars(select(Recusal).where(Recusal.ballot_id == ballot_id)).unique().all()


def decision_of(subject: str) -> Decision | None:
    """Return the latest decision on a subject."""
    return database.session.scalar(
        select(Decision).where(Decision.subject == subject).order_by(Decision.decided_at.desc()).limit(1)
    )


def decision(program_id: int, public_id: str) -> Decision:
    """Return a decision of the program. Raises NotFoundError."""
    return _found(
        database.session.scalar(
            select(Decision)
            .join(Ballot)
            .join(Council)
            .where(Council.program_id == program_id, Decision.public_id == public_id)
        )
    )


def decision_by_id(decision_id: int) -> Decision:
    """Return a decision by its row. Raises NotFoundError."""
    return _found(database.session.get(Decision, decision_id))


def decision_of_ballot(ballot_id: int) -> Decision | None:
    """Return what a ballot came to."""
    return database.session.scalar(select(Decision).where(Decision.ballot_id == ballot_id))


def answer_to(decision_id: int) -> OwnerAnswer | None:
    """Return the vendor's reply to a decision."""
    return database.session.scalar(select(OwnerAnswer).where(OwnerAnswer.decision_id == decision_id))


def answers_due(program_id: int) -> list[Decision]:
    """Return the decisions that wait for the vendor's reply, the most urgent first."""
    answered = select(OwnerAnswer.decision_id)
    return list(
        database.session.scalars(
            select(Decision)
            .join(Ballot)
            .join(Council)
            .where(Council.program_id == program_id, Decision.result != "no_quorum", Decision.id.not_in(answered))
            .order_by(Decision.answer_due)
        )
    )


def _found(row: T | None) -> T:
    if row is None:
        raise NotFoundError
    return row
