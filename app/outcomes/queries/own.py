"""What came of what somebody's organisation and partners like it said."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.outcomes.models import Effect, Outcome
from app.outcomes.queries.public import newest_effect
from app.programs.models import Partner
from app.proposals import queries as proposals
from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.themes import queries as themes
from app.themes.core.segments import Prevalence
from app.themes.models import Theme
from surveys.disclosure import Published


@dataclass(frozen=True)
class OwnChange:
    """One answer, for one partner: what was said by whom, what was done, what it means for them."""

    outcome: Outcome
    theme_name: str
    share: Published[Prevalence] | None
    role: str
    """Of which role the share is; empty for all partners."""
    for_you: str
    effect: Effect | None
    proposal_subject: str


def own_changes(program_id: int, partner: Partner | None) -> list[OwnChange]:
    """Return the answers that were told, the newest first, seen from one partner."""
    wave = pulse.latest_closed_wave(program_id)
    rows = database.session.execute(
        select(Outcome, Theme)
        .join(Theme, Theme.id == Outcome.theme_id)
        .where(Outcome.program_id == program_id, Outcome.told_at.is_not(None), Outcome.state != "promised")
        .order_by(Outcome.told_at.desc())
    )
    return [_own(outcome, theme, partner, wave) for outcome, theme in rows]


def _own(outcome: Outcome, theme: Theme, partner: Partner | None, wave: Wave | None) -> OwnChange:
    role, share = _said(theme, partner, wave)
    return OwnChange(
        outcome, theme.name, share, role, _meaning(outcome, partner), newest_effect(outcome), _subject(outcome)
    )


def _said(theme: Theme, partner: Partner | None, wave: Wave | None) -> tuple[str, Published[Prevalence] | None]:
    """Return the share among partners of the first of the partner's roles that shows, else among all."""
    if wave is None:
        return "", None
    for role in partner.roles if partner else ():
        share = themes.prevalence(theme.id, wave, roles=(role,))
        if share is not None and share.shown:
            return role, share
    return "", themes.prevalence(theme.id, wave)


def _meaning(outcome: Outcome, partner: Partner | None) -> str:
    """Return what the outcome means for the partner: their own move where there is one, else the general text."""
    if partner is not None and outcome.proposal_id is not None:
        simulation = proposals.simulation_of(outcome.proposal_id)
        moves = [move for move in (simulation.moved if simulation else []) if move["partner"] == partner.public_id]
        if moves:
            return f"You move from {str(moves[0]['before']).capitalize()} to {str(moves[0]['after']).capitalize()}."
    return outcome.for_you


def _subject(outcome: Outcome) -> str:
    return proposals.subject_of(proposals.proposal_by_id(outcome.proposal_id)) if outcome.proposal_id else ""
