"""A wave's figures by question, through the disclosure gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.pulse.models import Wave
from app.pulse.queries.answers import contributors, text_lengths, written_values
from app.pulse.queries.waves import instrument, policy
from surveys.disclosure import (
    Contribution,
    Policy,
    Published,
    PublishedDistribution,
    RoundedMean,
    Tally,
    combine,
    publish_choices,
    publish_count,
    publish_distribution,
    publish_mean,
    publish_value,
)
from surveys.instrument import Question, QuestionType
from surveys.scoring import QuestionFacts, facts_of, number_of

Written = Sequence[tuple[Contribution, list[str]]]


@dataclass(frozen=True)
class Numbers:
    """A question's sums: how many numbers, their mean and its 95 % interval; ticks of several, characters of texts."""

    numeric: int | None = 0
    """None where it would tell how many gave a mark, as N/A, which is hidden."""
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    ticks: int = 0
    characters: int = 0
    reach: float | None = None
    """How far the interval goes to both sides of the mean, beyond the ends of the scale as well."""
    step: float | None = None
    """What means of this question are rounded to; nothing where nothing is hidden."""


@dataclass(frozen=True)
class PublishedFacts:
    """What may be shown of one question."""

    question: Question
    answered: Published[int]
    counts: Mapping[str, Published[int]]
    numbers: Published[Numbers]


@dataclass(frozen=True)
class WaveFacts:
    """What may be shown of a wave."""

    submissions: Published[int]
    questions: Mapping[str, PublishedFacts]


def results_can_be_seen(wave: Wave) -> bool:
    """Whether figures may be shown at all: where something is hidden, not before the end.

    Figures that grow with each answer tell, from one day to the next, what the newest one was.
    """
    return wave.state == "closed" or not policy(wave).hides


def facts(wave: Wave) -> WaveFacts:
    """Return the wave's published figures; nothing is hidden in identified mode, all before a wave may be read."""
    rules, ready = policy(wave), results_can_be_seen(wave)
    written, texts = (written_values(wave.id), text_lengths(wave.id)) if ready else ({}, {})
    everyone = [contributor.contribution for contributor in contributors(wave.id)] if ready else []
    questions = {
        question.key: _text_facts(question, texts.get(question.key, []), rules)
        if question.type is QuestionType.TEXT
        else _value_facts(question, written.get(question.key, []), rules, _offered(question, wave))
        for question in instrument(wave).questions
    }
    return WaveFacts(publish_count(rules, Tally.of(everyone), len(everyone)), questions)


def _value_facts(question: Question, written: Written, rules: Policy, offered: Sequence[str]) -> PublishedFacts:
    raw = facts_of(question.type, [values for _, values in written], scale=question.scale or None)
    shown = _distribution(question, written, rules, raw, offered)
    rated = question.type is QuestionType.RATING
    behind = Tally.of(who for who, values in written if not rated or number_of(values[0]) is not None)
    low, high = raw.interval or (None, None)
    numbers = publish_value(rules, behind, Numbers(raw.numeric, raw.mean_of_numeric, low, high, ticks=raw.ticks))
    if rules.hides:
        numbers = _coarse(raw, shown, question, behind, rules) if rated else publish_value(rules, behind, Numbers())
    return PublishedFacts(question, shown.total, shown.counts, numbers)


def _coarse(
    raw: QuestionFacts, shown: PublishedDistribution, question: Question, behind: Tally, rules: Policy
) -> Published[Numbers]:
    """Return the numbers rounded so that they give no hidden count back."""
    counts = {value: raw.counts.get(value, 0) for value in shown.counts}
    hidden = [value for value, count in shown.counts.items() if not count.shown]
    numeric = None if any(number_of(value) is None for value in hidden) else raw.numeric
    return combine(
        lambda mean: Numbers(numeric) if mean is None else _on_scale(numeric, mean, question),
        publish_mean(rules, behind, counts, hidden),
    )


def _on_scale(numeric: int | None, rounded: RoundedMean, question: Question) -> Numbers:
    mean, reach, step = rounded
    if reach is None:
        return Numbers(numeric, mean, step=step)
    low, high = max(question.lowest, round(mean - reach, 1)), min(question.highest, round(mean + reach, 1))
    return Numbers(numeric, mean, low, high, reach=reach, step=step)


def _distribution(
    question: Question, written: Written, rules: Policy, raw: QuestionFacts, offered: Sequence[str]
) -> PublishedDistribution:
    # Where nothing is hidden, values that nobody chose need no row; else a missing row would tell that nobody did.
    values = list(dict.fromkeys([*offered, *raw.counts])) if rules.hides else list(raw.counts)
    who = {value: [person for person, given in written for one in given if one == value] for value in values}
    if question.type is QuestionType.SEVERAL:
        return publish_choices(rules, who, [person for person, _ in written])
    return publish_distribution(rules, who)


def _offered(question: Question, wave: Wave) -> Sequence[str]:
    """Return the values one could choose; of a rating brought in with a scale of its own they aren't known."""
    if question.type is not QuestionType.RATING:
        return question.values
    if wave.imported and question.scale:
        return ()
    return [str(step) for step in range(question.lowest, question.highest + 1)]


def _text_facts(question: Question, lengths: Sequence[tuple[Contribution, int]], rules: Policy) -> PublishedFacts:
    tally = Tally.of(who for who, _ in lengths)
    characters = 0 if rules.hides else sum(length for _, length in lengths)
    numbers = publish_value(rules, tally, Numbers(characters=characters))
    return PublishedFacts(question, publish_count(rules, tally, len(lengths)), {}, numbers)
