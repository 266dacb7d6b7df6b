"""What everybody may read: the changes that were decided, without anything about who asked."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.outcomes.models import Effect, Outcome
from app.outcomes.queries.effects import effect_of
from app.programs.models import Program
from app.proposals.models import ExpectedEffect
from app.themes.models import Theme


@dataclass(frozen=True)
class PublicChange:
    """One answer to partners, as the public page shows it."""

    outcome: Outcome
    theme_name: str
    program_name: str
    effect: Effect | None
    told_on: dt.datetime


def public_changes(program_id: int | None = None, most: int = 100) -> list[PublicChange]:
    """Return what partners were told, the newest first."""
    wanted = (
        select(Outcome, Theme.name, Program.vendor)
        .join(Theme, Theme.id == Outcome.theme_id)
        .join(Program, Program.id == Outcome.program_id)
        .where(Outcome.told_at.is_not(None), Outcome.state != "promised")
        .order_by(Outcome.told_at.desc())
        .limit(most)
    )
    if program_id is not None:
        wanted = wanted.where(Outcome.program_id == program_id)
    return [
        PublicChange(outcome, theme_name, vendor, newest_effect(outcome), outcome.told_at or outcome.changed_at)
        for outcome, theme_name, vendor in database.session.execute(wanted)
    ]


def newest_effect(outcome: Outcome) -> Effect | None:
    """Return what was seen after the proposal that brought the outcome."""
    if outcome.proposal_id is None:
        return None
    rows = database.session.scalars(
        select(ExpectedEffect.id).where(ExpectedEffect.proposal_id == outcome.proposal_id).order_by(ExpectedEffect.id)
    )
    return next((effect for row in rows if (effect := effect_of(row)) is not None), None)
