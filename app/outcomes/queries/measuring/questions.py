"""The mean answer to a rating question, before and after a change, over the same people."""

from collections.abc import Iterable, Sequence

from analysis.stats import paired_difference
from app.outcomes.queries.measuring.around import Around, Measured, NotYet, waves_around
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse import queries as pulse
from app.pulse.models import Wave
from surveys.disclosure import ALL, Published, Tally, combine, publish_share, publish_value
from surveys.disclosure.means import step_for, to_step
from surveys.identity import identity_of, trend_break

Ratings = dict[str, pulse.RatingRow]


def mean_of_question(proposal: Proposal, expected: ExpectedEffect) -> Measured | NotYet:
    """Compare the means of those who answered both waves, where they and those left out are each enough to show."""
    survey_key, _, key = expected.key.partition("/")
    survey = pulse.survey_by_key(proposal.program_id, survey_key)
    waves = waves_around(proposal, expected, pulse.waves_of_survey(survey.id) if survey else [])
    if isinstance(waves, NotYet):
        return waves
    if reason := _break(waves, key):
        return NotYet(reason)
    then, now = (_ratings(wave, key, expected) for wave in waves)
    both = sorted(then.keys() & now.keys())
    if len(both) < 2:
        return NotYet(f"Nobody can be compared: too few answered both {waves[0].label} and {waves[1].label}.")
    before, after = [then[person].number for person in both], [now[person].number for person in both]
    detail = {"before": waves[0].label, "after": waves[1].label, "people": len(both), "paired": True}
    means = _mean(waves, before), _mean(waves, after)
    measured = Measured(*means, paired_difference(before, after), detail)
    figures = [_published(wave, rows, both, measured) for wave, rows in zip(waves, (then, now), strict=True)]
    segments = [shown for wave in waves if (shown := _segment(wave, key, expected)) is not None]
    change = combine(lambda first, *_: first, *figures, *segments)
    return change.value or NotYet(f"Hidden: {change.reason_text(max(wave.k for wave in waves))}.")


def _mean(waves: Around, numbers: Sequence[float]) -> float:
    """Return the mean, rounded: an exact one would tell, near the end of a scale, what a single person gave."""
    mean = sum(numbers) / len(numbers)
    hides = any(pulse.policy(wave).hides for wave in waves)
    return to_step(mean, step_for(len(numbers))) if hides else mean


def _published(wave: Wave, rows: Ratings, both: Iterable[str], measured: Measured) -> Published[Measured]:
    """Publish what those in both waves said; with the wave's own mean it must not tell what the few others said."""
    policy, kept = pulse.policy(wave), set(both)
    pair = Tally.of(row.contributor.contribution for person, row in rows.items() if person in kept)
    rest = Tally.of(row.contributor.contribution for person, row in rows.items() if person not in kept)
    return publish_share(policy, pair, rest, measured) if rest.answers else publish_value(policy, pair, measured)


def _segment(wave: Wave, key: str, expected: ExpectedEffect) -> Published[float | None] | None:
    """Return the wave's published mean of the segment; where its table hides it, nothing of it may be told."""
    if not expected.roles and not expected.markets:
        return None
    table = pulse.segment_means(wave, pulse.facts(wave).questions[key])
    segment = ("".join(expected.roles) or ALL, "".join(expected.markets) or ALL)
    return table.cells.get(segment) if table else None


def _break(waves: Around, key: str) -> str:
    """Return why the two waves' questions can't be compared."""
    try:
        then, now = (identity_of(pulse.instrument(wave).question(key)) for wave in waves)
    except KeyError:
        return f"The question was not asked in both {waves[0].label} and {waves[1].label}."
    reason = trend_break(then, now)
    return f"The trend breaks between {waves[0].label} and {waves[1].label}: {reason}." if reason else ""


def _ratings(wave: Wave, key: str, expected: ExpectedEffect) -> Ratings:
    roles, markets = tuple(expected.roles), tuple(expected.markets)
    rows = pulse.ratings(wave.id, key)
    return {row.contributor.person: row for row in rows if row.contributor.is_in(roles, markets)}
