"""Reads of ballots: who may vote, who has, and the box without an order."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.council.models import Ballot, Council, Recusal, RollEntry, Seat, Vote
from app.db import database
from app.shared import clock
from app.shared.found import found


def ballots_of(subject: str) -> Sequence[Ballot]:
    """Return the ballots on a subject, the newest first."""
    return database.session.scalars(
        select(Ballot).where(Ballot.subject == subject).order_by(Ballot.opened_at.desc(), Ballot.id.desc())
    ).all()


def ballot(program_id: int, public_id: str) -> Ballot:
    """Return a ballot of the program. Raises NotFoundError."""
    wanted = select(Ballot).join(Council).where(Council.program_id == program_id, Ballot.public_id == public_id)
    return found(database.session.scalar(wanted))


def ballot_by_id(ballot_id: int) -> Ballot:
    """Return a ballot by its row. Raises NotFoundError."""
    return found(database.session.get(Ballot, ballot_id))


def ballots(program_id: int) -> Sequence[Ballot]:
    """Return all ballots of the program, the newest first."""
    return database.session.scalars(
        select(Ballot)
        .join(Council)
        .where(Council.program_id == program_id)
        .order_by(Ballot.opened_at.desc(), Ballot.id.desc())
    ).all()


def ballots_of_council(council_id: int) -> Sequence[Ballot]:
    """Return all ballots of a council, the newest first."""
    wanted = select(Ballot).where(Ballot.council_id == council_id)
    return database.session.scalars(wanted.order_by(Ballot.opened_at.desc(), Ballot.id.desc())).all()


def open_ballots(program_id: int) -> list[Ballot]:
    """Return the ballots that take votes."""
    return [ballot for ballot in ballots(program_id) if is_open(ballot)]


def is_open(ballot: Ballot) -> bool:
    """Whether the ballot takes votes now."""
    return ballot.state == "open" and ballot.closes_at > clock.now()


def due_ballots() -> Sequence[Ballot]:
    """Return the ballots of all programs whose time is up."""
    return database.session.scalars(select(Ballot).where(Ballot.state == "open", Ballot.closes_at <= clock.now())).all()


def roll(ballot_id: int) -> list[RollEntry]:
    """Return the seats that may vote, and whether they have, by the holders' names: no row tells who voted when."""
    there = database.session.scalars(select(RollEntry).where(RollEntry.ballot_id == ballot_id)).unique().all()
    return sorted(there, key=lambda entry: (entry.seat.person.name, entry.seat_id))


def seat_on_roll(ballot_id: int, person_id: int) -> Seat | None:
    """Return the seat with which the person may vote in the ballot."""
    wanted = select(Seat).join(RollEntry, RollEntry.seat_id == Seat.id)
    return (
        database.session.scalars(wanted.where(RollEntry.ballot_id == ballot_id, Seat.person_id == person_id))
        .unique()
        .first()
    )


def voted(ballot_id: int) -> int:
    """Return how many have voted."""
    wanted = select(func.count(RollEntry.id)).where(RollEntry.ballot_id == ballot_id, RollEntry.voted)
    return database.session.scalar(wanted) or 0


def choices(ballot_id: int) -> list[str]:
    """Return what lies in the box, sorted, so that no order is left."""
    return sorted(database.session.scalars(select(Vote.choice).where(Vote.ballot_id == ballot_id)))


def choices_by_seat(ballot_id: int) -> dict[int, str]:
    """Return {seat row: choice} of an open ballot; nothing of a secret one."""
    wanted = select(Vote.seat_id, Vote.choice).where(Vote.ballot_id == ballot_id, Vote.seat_id.is_not(None))
    return {row.seat_id: row.choice for row in database.session.execute(wanted)}


def recusals(ballot_id: int) -> list[Recusal]:
    """Return the seats that stand aside, by the holders' names."""
    there = database.session.scalars(select(Recusal).where(Recusal.ballot_id == ballot_id)).unique().all()
    return sorted(there, key=lambda recusal: (recusal.seat.person.name, recusal.seat_id))
