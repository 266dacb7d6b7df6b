"""Reads of what became of themes."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from app.db import database
from app.outcomes.models import Notice, Outcome
from app.shared.errors import NotFoundError


def outcomes(program_id: int) -> Sequence[Outcome]:
    """Return the program's outcomes, those promised for the earliest day first, then the newest."""
    return database.session.scalars(
        select(Outcome)
        .where(Outcome.program_id == program_id)
        .order_by(Outcome.state != "promised", Outcome.promised_by, Outcome.changed_at.desc())
    ).all()


def outcome(program_id: int, public_id: str) -> Outcome:
    """Return an outcome of the program. Raises NotFoundError."""
    found = database.session.scalar(
        select(Outcome).where(Outcome.program_id == program_id, Outcome.public_id == public_id)
    )
    if found is None:
        raise NotFoundError
    return found


def outcome_by_id(outcome_id: int) -> Outcome:
    """Return an outcome by its row. Raises NotFoundError."""
    found = database.session.get(Outcome, outcome_id)
    if found is None:
        raise NotFoundError
    return found


def outcome_of(theme_id: int) -> Outcome | None:
    """Return what became of a theme."""
    return database.session.scalar(select(Outcome).where(Outcome.theme_id == theme_id))


def of_proposal(proposal_id: int) -> Sequence[Outcome]:
    """Return the outcomes that a proposal brought."""
    return database.session.scalars(select(Outcome).where(Outcome.proposal_id == proposal_id)).all()


def late(program_id: int, today: dt.date) -> list[Outcome]:
    """Return the promises to partners that are overdue, the oldest first."""
    return list(
        database.session.scalars(
            select(Outcome)
            .where(Outcome.program_id == program_id, Outcome.promised_by < today)
            .order_by(Outcome.promised_by)
        )
    )


def told(outcome_id: int) -> int:
    """Return how many people were told of an outcome as it stands."""
    stands = select(Outcome.state).where(Outcome.id == outcome_id).scalar_subquery()
    counted = select(func.count(Notice.id)).where(Notice.outcome_id == outcome_id, Notice.state == stands)
    return database.session.scalar(counted) or 0
