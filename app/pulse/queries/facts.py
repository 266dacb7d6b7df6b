"""A wave's figures by question, through the disclosure gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from app.pulse.models import Wave
from app.pulse.queries.answers import contributors, text_lengths, written_values
from app.pulse.queries.waves import instrument, policy
from surveys.disclosure import (
    Contribution,
    Policy,
    Published,
    PublishedDistribution,
    Tally,
    publish_choices,
    publish_count,
    publish_distribution,
    publish_value,
)
from surveys.instrument import Question, QuestionType
from surveys.scoring import QuestionFacts, facts_of, number_of

Written = Sequence[tuple[Contribution, list[str]]]


STEPS = (0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True)
class Numbers:
    """A question's sums: how many numbers, their mean and its 95 % interval; ticks of several, characters of texts."""

    numeric: int = 0
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    ticks: int = 0
    characters: int = 0
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
    numbers = Numbers(raw.numeric, raw.mean_of_numeric, low, high, ticks=raw.ticks)
    if rules.hides:
        numbers = _coarse(numbers, shown, question)
    return PublishedFacts(question, shown.total, shown.counts, publish_value(rules, behind, numbers))


def _coarse(numbers: Numbers, shown: PublishedDistribution, question: Question) -> Numbers:
    """Round a mean so far that it doesn't give back a hidden count, which exact sums would.

    Its interval is rounded outwards and never closes: that all gave the same number is not told either.
    """
    unknown = (number_of(value) for value, count in shown.counts.items() if not count.shown)
    hidden = [number for number in unknown if number is not None]
    spread = max(hidden) - min(hidden) if hidden else 0
    step = next((step for step in STEPS if numbers.numeric * step >= 2 * spread), STEPS[-1])
    mean, low, high = to_step(numbers.mean, step), numbers.low, numbers.high
    if mean is not None and low is not None and high is not None:
        low = max(question.lowest, min(round(floor(low / step) * step, 1), round(mean - step, 1)))
        high = min(question.highest, max(round(ceil(high / step) * step, 1), round(mean + step, 1)))
    return replace(numbers, mean=mean, low=low, high=high, ticks=0, step=step)


def to_step(value: float | None, step: float | None) -> float | None:
    """Return a mean rounded to the step; as it is without one."""
    return value if value is None or step is None else round(round(value / step) * step, 1)


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
