"""Reads of decisions and the vendor's replies."""

from collections.abc import Sequence

from sqlalchemy import select

from app.council.models import Ballot, Council, Decision, OwnerAnswer
from app.db import database
from app.shared.found import found


def decision_of(subject: str) -> Decision | None:
    """Return the latest decision on a subject."""
    wanted = select(Decision).where(Decision.subject == subject)
    return database.session.scalar(wanted.order_by(Decision.decided_at.desc(), Decision.id.desc()).limit(1))


def decision(program_id: int, public_id: str) -> Decision:
    """Return a decision of the program. Raises NotFoundError."""
    wanted = select(Decision).join(Ballot).join(Council)
    return found(
        database.session.scalar(wanted.where(Council.program_id == program_id, Decision.public_id == public_id))
    )


def decision_by_id(decision_id: int) -> Decision:
    """Return a decision by its row. Raises NotFoundError."""
    return found(database.session.get(Decision, decision_id))


def decision_of_ballot(ballot_id: int) -> Decision | None:
    """Return what a ballot came to."""
    return database.session.scalar(select(Decision).where(Decision.ballot_id == ballot_id))


def decisions_of_council(council_id: int) -> Sequence[Decision]:
    """Return what a council decided, the newest first."""
    wanted = select(Decision).join(Ballot).where(Ballot.council_id == council_id)
    return database.session.scalars(wanted.order_by(Decision.decided_at.desc(), Decision.id.desc())).all()


def answer_to(decision_id: int) -> OwnerAnswer | None:
    """Return the vendor's reply to a decision."""
    return database.session.scalar(select(OwnerAnswer).where(OwnerAnswer.decision_id == decision_id))


def answers_due(program_id: int) -> list[Decision]:
    """Return the decisions that wait for the vendor's reply, the most urgent first."""
    answered = select(OwnerAnswer.decision_id)
    wanted = (
        select(Decision)
        .join(Ballot)
        .join(Council)
        .where(Council.program_id == program_id, Decision.result != "no_quorum", Decision.id.not_in(answered))
    )
    return list(database.session.scalars(wanted.order_by(Decision.answer_due, Decision.id)))
