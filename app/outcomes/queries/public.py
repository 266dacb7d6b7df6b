"""What everybody may read: what partners were told, without anything about who said it or how many."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.outcomes.models import Effect, Outcome
from app.outcomes.queries.effects import effect_of
from app.programs.models import Program
from app.proposals import queries as proposals
from app.themes.models import Theme


@dataclass(frozen=True)
class PublicChange:
    """One answer to partners, as the public page shows it."""

    outcome: Outcome
    theme_name: str
    program_name: str
    effect: Effect | None
    """What was seen after the change; of it only the verdict is public."""
    told_on: dt.datetime


def public_changes(program_id: int | None = None, most: int = 100) -> list[PublicChange]:
    """Return what partners were told, the newest first."""
    wanted = (
        select(Outcome, Theme.name, Program)
        .join(Theme, Theme.id == Outcome.theme_id)
        .join(Program, Program.id == Outcome.program_id)
        .where(Outcome.told_at.is_not(None))
        .order_by(Outcome.told_at.desc(), Outcome.id)
        .limit(most)
    )
    if program_id is not None:
        wanted = wanted.where(Outcome.program_id == program_id)
    return [
        PublicChange(
            outcome,
            name,
            program.vendor_name,
            _newest_effect(outcome),
            outcome.told_at or outcome.changed_at,
        )
        for outcome, name, program in database.session.execute(wanted)
    ]


def _newest_effect(outcome: Outcome) -> Effect | None:
    if outcome.proposal_id is None or outcome.state == "declined":
        return None
    found = [effect_of(expected.id) for expected in proposals.effects_of(outcome.proposal_id)]
    return next((effect for effect in found if effect is not None), None)
