"""Reads of what was expected of proposals and what was seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.outcomes.models import Effect
from app.programs import queries as programs
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse import queries as pulse
from app.shared.errors import NotFoundError
from app.themes import queries as themes

ROLE_WORDS = {"msp": "MSPs", "reseller": "resellers", "service_provider": "service providers", "builder": "builders"}


@dataclass(frozen=True)
class EffectRow:
    """What was expected of a proposal, in words, with what was seen once it could be measured."""

    proposal: Proposal
    expected: ExpectedEffect
    sentence: str
    effect: Effect | None
    is_share: bool


def effect_of(expected_effect_id: int) -> Effect | None:
    """Return the newest measurement of an expected effect."""
    return database.session.scalar(
        select(Effect)
        .where(Effect.expected_effect_id == expected_effect_id)
        .order_by(Effect.measured_at.desc(), Effect.id.desc())
        .limit(1)
    )


def expectations(program_id: int) -> list[EffectRow]:
    """Return what is expected of the program's proposals, those in force first, the newest first."""
    rows = database.session.execute(
        select(Proposal, ExpectedEffect)
        .join(ExpectedEffect, ExpectedEffect.proposal_id == Proposal.id)
        .where(Proposal.program_id == program_id, Proposal.state != "draft")
        .order_by(Proposal.state != "in_force", Proposal.number.desc(), ExpectedEffect.id)
    ).unique()
    return [_row(proposal, expected) for proposal, expected in rows]


def effects_of_proposal(proposal: Proposal) -> list[EffectRow]:
    """Return what is expected of one proposal and what was seen."""
    found: Sequence[ExpectedEffect] = database.session.scalars(
        select(ExpectedEffect).where(ExpectedEffect.proposal_id == proposal.id).order_by(ExpectedEffect.id)
    ).all()
    return [_row(proposal, expected) for expected in found]


def _row(proposal: Proposal, expected: ExpectedEffect) -> EffectRow:
    is_share = expected.measure == "theme"
    return EffectRow(proposal, expected, _sentence(proposal, expected), effect_of(expected.id), is_share)


def _sentence(proposal: Proposal, expected: ExpectedEffect) -> str:
    verb = "falls" if expected.direction == "down" else "rises"
    target = ""
    if expected.target is not None:
        size = f"{expected.target:.0%}".replace("%", " %") if expected.measure == "theme" else f"{expected.target:g}"
        target = f" {'under' if expected.direction == 'down' else 'over'} {size}"
    return f"{_measure(proposal, expected)} {verb}{target}"


def _measure(proposal: Proposal, expected: ExpectedEffect) -> str:
    who = " and ".join(ROLE_WORDS.get(role, role) for role in expected.roles) or "partners"
    where = f" in {' and '.join(expected.markets)} markets" if expected.markets else ""
    if expected.measure == "theme":
        try:
            name = themes.theme(proposal.program_id, expected.key).name
        except NotFoundError:
            name = "a theme that is gone"
        return f"The share of {who}{where} that raise “{name}”"
    if expected.measure == "metric":
        metric = programs.metric(proposal.program_id, expected.key)
        return f"{metric.name if metric else expected.key} of {who}{where}"
    survey_key, _, question_key = expected.key.partition("/")
    survey = pulse.survey_by_key(proposal.program_id, survey_key)
    version = pulse.version_of(survey.id) if survey else None
    titles = {q.key: q.title.in_language("en") for q in pulse.instrument_of(version).questions} if version else {}
    return f"The mean of “{titles.get(question_key, question_key)}” among {who}{where}"
