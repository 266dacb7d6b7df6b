"""Measures expected effects: the same question, theme or metric before and after, with an interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from analysis.stats import Estimate, difference_of_shares, paired_difference
from app.audit.services import record
from app.db import database
from app.outcomes.core.verdict import verdict
from app.outcomes.models import Effect
from app.programs import queries as programs
from app.programs.periods import period_ends, period_starts
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.shared.errors import NotFoundError
from app.themes import queries as themes
from app.themes.core.segments import Prevalence
from surveys.disclosure import Published, Tally, combine, publish_value
from surveys.identity import identity_of, trend_break


@dataclass(frozen=True)
class Measured:
    """A measure before and after, and the change with its 95 % interval."""

    before: float
    after: float
    change: Estimate
    detail: dict[str, Any]


def measure_effect(expected: ExpectedEffect) -> Effect | None:
    """Store and return what is seen of an expected effect; None while nothing can be measured or shown.

    What was measured before with the same result isn't stored again.
    """
    proposal = database.session.get_one(Proposal, expected.proposal_id)
    if proposal.state != "in_force" or proposal.effective_on is None:
        return None
    measured = _MEASURES[expected.measure](proposal, expected)
    if measured is None:
        return None
    newest = database.session.scalar(
        select(Effect).where(Effect.expected_effect_id == expected.id).order_by(Effect.id.desc()).limit(1)
    )
    if newest is not None and newest.detail == measured.detail and newest.change == measured.change.value:
        return newest
    effect = Effect(
        expected_effect_id=expected.id,
        verdict=verdict(measured.change, expected.direction),
        before=measured.before,
        after=measured.after,
        change=measured.change.value,
        low=measured.change.low,
        high=measured.change.high,
        detail=measured.detail,
    )
    database.session.add(effect)
    database.session.flush()
    record("effect.measure", f"effect:{effect.public_id}", by=None, program_id=proposal.program_id)
    return effect


def _theme(proposal: Proposal, expected: ExpectedEffect) -> Measured | None:
    """Compare the share of organisations that raise the theme in two waves, from published figures alone."""
    waves = _waves(proposal, expected, pulse.waves(proposal.program_id))
    if waves is None:
        return None
    try:
        theme = themes.theme(proposal.program_id, expected.key)
    except NotFoundError:
        return None
    roles, markets = tuple(expected.roles), tuple(expected.markets)
    if len(roles) > 1 or len(markets) > 1:
        return None  # segments that were not fixed at opening can't be put together
    shares = [themes.prevalence(theme.id, wave, roles=roles, markets=markets) for wave in waves]
    if any(share is None for share in shares):
        return None
    return combine(_compare_shares(waves), *[share for share in shares if share is not None]).value


def _compare_shares(waves: tuple[Wave, Wave]) -> Any:
    def compare(then: Prevalence, now: Prevalence) -> Measured:
        change = difference_of_shares(now.organisations, now.base, then.organisations, then.base)
        detail = {"before": waves[0].label, "after": waves[1].label, "organisations": now.base, "paired": False}
        return Measured(then.share, now.share, change, detail)

    return compare


def _question(proposal: Proposal, expected: ExpectedEffect) -> Measured | None:
    """Compare a rating, paired over the people who answered both waves, where enough of them did."""
    survey_key, _, key = expected.key.partition("/")
    survey = pulse.survey_by_key(proposal.program_id, survey_key)
    mine = [wave for wave in pulse.waves(proposal.program_id) if survey and wave.survey_id == survey.id]
    waves = _waves(proposal, expected, mine)
    if waves is None or not _same_question(waves, key):
        return None
    then, now = ({row.contributor.person: row for row in _in_segment(wave, key, expected)} for wave in waves)
    both = sorted(then.keys() & now.keys())
    if len(both) < 2:
        return None
    before, after = [then[person].number for person in both], [now[person].number for person in both]
    detail = {"before": waves[0].label, "after": waves[1].label, "people": len(both), "paired": True}
    measured = Measured(sum(before) / len(both), sum(after) / len(both), paired_difference(before, after), detail)
    tally = Tally.of(now[person].contributor.contribution for person in both)
    figures: list[Published[Measured]] = [publish_value(pulse.policy(wave), tally, measured) for wave in waves]
    return combine(lambda first, _second: first, *figures).value


def _metric(proposal: Proposal, expected: ExpectedEffect) -> Measured | None:
    """Compare a metric, paired over the partners that have it before and after the change took effect."""
    metric = programs.metric(proposal.program_id, expected.key)
    effective = proposal.effective_on
    if metric is None or effective is None:
        return None
    values = programs.observations(metric.id, roles=tuple(expected.roles), markets=tuple(expected.markets))
    earlier = [period for period in values if period_ends(period) < effective]
    later = [period for period in values if period_starts(period) >= effective]
    if not earlier or not later:
        return None
    then, now = values[max(earlier, key=period_ends)], values[max(later, key=period_ends)]
    both = sorted(then.keys() & now.keys())
    if len(both) < 2:
        return None
    before, after = [float(then[row]) for row in both], [float(now[row]) for row in both]
    detail = {
        "before": max(earlier, key=period_ends),
        "after": max(later, key=period_ends),
        "organisations": len(both),
        "paired": True,
    }
    return Measured(sum(before) / len(both), sum(after) / len(both), paired_difference(before, after), detail)


_MEASURES = {"theme": _theme, "question": _question, "metric": _metric}


def _waves(proposal: Proposal, expected: ExpectedEffect, known: Sequence[Wave]) -> tuple[Wave, Wave] | None:
    """Return the last wave before the effect was registered and the newest one asked after the change took effect."""
    closed = [wave for wave in known if wave.state == "closed" and wave.closed_at is not None]
    before = [wave for wave in closed if wave.closed_at and wave.closed_at <= expected.registered_at]
    after = [
        wave
        for wave in closed
        if proposal.effective_on and (wave.opened_at or wave.closed_at).date() >= proposal.effective_on  # type: ignore[union-attr]
    ]
    if not before or not after:
        return None
    then = max(before, key=lambda wave: wave.position)
    now = max((wave for wave in after if wave.survey_id == then.survey_id), key=lambda w: w.position, default=None)
    return (then, now) if now else None


def _same_question(waves: tuple[Wave, Wave], key: str) -> bool:
    try:
        identities = [identity_of(pulse.instrument(wave).question(key)) for wave in waves]
    except KeyError:
        return False
    return trend_break(*identities) is None


def _in_segment(wave: Wave, key: str, expected: ExpectedEffect) -> list[pulse.RatingRow]:
    rows = pulse.ratings(wave.id, key)
    return [row for row in rows if row.contributor.is_in(tuple(expected.roles), tuple(expected.markets))]
