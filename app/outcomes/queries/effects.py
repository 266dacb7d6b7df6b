"""Reads of what was expected of proposals and what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.outcomes.models import Effect
from app.programs import queries as programs
from app.proposals import queries as proposals
from app.proposals.core.wording import whom
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse import queries as pulse
from app.shared.errors import NotFoundError
from app.shared.found import found
from app.themes import queries as themes

JOINED = "\N{NO-BREAK SPACE}"
ROLE_WORDS = {"msp": "MSPs", "reseller": "resellers", "service_provider": "service providers", "builder": "builders"}


@dataclass(frozen=True)
class EffectRow:
    """What was expected of a proposal, in words, with what was seen once it could be measured."""

    proposal: Proposal
    expected: ExpectedEffect
    sentence: str
    effect: Effect | None
    is_share: bool
    unit: str = ""
    """Of a metric, as its figures are followed by: hours, EUR."""


def effect_of(expected_effect_id: int) -> Effect | None:
    """Return the newest measurement of an expected effect."""
    return database.session.scalar(
        select(Effect)
        .where(Effect.expected_effect_id == expected_effect_id)
        .order_by(Effect.measured_at.desc(), Effect.id.desc())
        .limit(1)
    )


def expected_effect(expected_effect_id: int) -> ExpectedEffect:
    """Return an expected effect by its row, held against others until the transaction ends. Raises NotFoundError."""
    return found(database.session.get(ExpectedEffect, expected_effect_id, with_for_update=True))


def expected_in_force(wave_id: int | None = None, program_id: int | None = None) -> Sequence[int]:
    """Return the rows of what is expected of proposals in force: of the wave's program, of one, or of all."""
    wanted = select(ExpectedEffect.id).join(Proposal).where(Proposal.state == "in_force").order_by(ExpectedEffect.id)
    if wave_id is not None:
        program_id = pulse.wave_by_id(wave_id).program_id
    if program_id is not None:
        wanted = wanted.where(Proposal.program_id == program_id)
    return database.session.scalars(wanted).all()


def expectations(program_id: int) -> list[EffectRow]:
    """Return what is expected of the program's proposals, those in force first, the newest first."""
    rows = database.session.execute(
        select(Proposal, ExpectedEffect)
        .join(ExpectedEffect, ExpectedEffect.proposal_id == Proposal.id)
        .where(Proposal.program_id == program_id, Proposal.state != "draft")
        .order_by(
            Proposal.state != "in_force",
            Proposal.state.in_(("declined", "withdrawn")),
            Proposal.number.desc(),
            ExpectedEffect.id,
        )
    ).unique()
    return [_row(proposal, expected) for proposal, expected in rows]


def effects_of_proposal(proposal: Proposal) -> list[EffectRow]:
    """Return what is expected of one proposal and what was seen."""
    return [_row(proposal, expected) for expected in proposals.effects_of(proposal.id)]


def _row(proposal: Proposal, expected: ExpectedEffect) -> EffectRow:
    is_share = expected.measure == "theme"
    metric = programs.metric(proposal.program_id, expected.key) if expected.measure == "metric" else None
    unit = metric.unit if metric else ""
    return EffectRow(proposal, expected, _sentence(proposal, expected, unit), effect_of(expected.id), is_share, unit)


def _sentence(proposal: Proposal, expected: ExpectedEffect, unit: str) -> str:
    verb = "falls" if expected.direction == "down" else "rises"
    target = ""
    if expected.target is not None:
        share = expected.measure == "theme"
        size = f"{expected.target:.0%}".removesuffix("%") + f"{JOINED}%" if share else f"{expected.target:,g}"
        target = f" {'under' if expected.direction == 'down' else 'over'} {size}{JOINED + unit if unit else ''}"
    return f"{_measure(proposal, expected)} {verb}{target}"


def _measure(proposal: Proposal, expected: ExpectedEffect) -> str:
    who = whom(expected.roles, expected.markets)
    if expected.measure == "theme":
        try:
            name = themes.theme(proposal.program_id, expected.key).name
        except NotFoundError:
            name = "a theme that is gone"
        return f"The share of {who} that raise “{name}”"
    if expected.measure == "metric":
        metric = programs.metric(proposal.program_id, expected.key)
        return f"{metric.name if metric else expected.key} of {who}"
    title = proposals.rating_questions(proposal.program_id).get(expected.key, expected.key)
    return f"The mean answer to “{title}” of {who}"
