"""Reads of what became of themes."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Select, or_, select

from app.db import database
from app.outcomes.models import Outcome
from app.shared.found import found
from app.themes.models import Theme


def outcomes(program_id: int) -> Sequence[Outcome]:
    """Return the program's outcomes, those promised for the earliest day first, then the newest."""
    return database.session.scalars(
        _standing()
        .where(Outcome.program_id == program_id)
        .order_by(Outcome.state != "promised", Outcome.promised_by, Outcome.changed_at.desc(), Outcome.id)
    ).all()


def outcome(program_id: int, public_id: str) -> Outcome:
    """Return an outcome of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(select(Outcome).where(Outcome.program_id == program_id, Outcome.public_id == public_id))
    )


def outcome_by_id(outcome_id: int) -> Outcome:
    """Return an outcome by its row, held against others until the transaction ends. Raises NotFoundError."""
    return found(database.session.get(Outcome, outcome_id, with_for_update=True, populate_existing=True))


def outcome_of(theme_id: int) -> Outcome | None:
    """Return what became of a theme."""
    return database.session.scalar(select(Outcome).where(Outcome.theme_id == theme_id))


def of_proposal(proposal_id: int) -> Sequence[Outcome]:
    """Return the outcomes that a proposal brought."""
    wanted = select(Outcome).where(Outcome.proposal_id == proposal_id).order_by(Outcome.id)
    return database.session.scalars(wanted).all()


def late(program_id: int, today: dt.date) -> list[Outcome]:
    """Return the promises to partners that are overdue, the oldest first."""
    overdue = (Outcome.program_id == program_id, Outcome.promised_by < today)
    return list(database.session.scalars(_standing().where(*overdue).order_by(Outcome.promised_by, Outcome.id)))


def planned_with_proposal() -> Sequence[Outcome]:
    """Return, of all programs, what is planned and hangs on a proposal."""
    wanted = select(Outcome).where(Outcome.state == "planned", Outcome.proposal_id.is_not(None)).order_by(Outcome.id)
    return database.session.scalars(wanted).all()


def _standing() -> Select[Outcome]:
    """Return the query without promises on themes that were taken out of the codebook before anybody heard of them."""
    return (
        select(Outcome)
        .join(Theme, Theme.id == Outcome.theme_id)
        .where(or_(Theme.state == "accepted", Outcome.told_at.is_not(None)))
    )
