"""A wave's figures by question, through the disclosure gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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


def facts(wave: Wave) -> WaveFacts:
    """Return the wave's published figures; nothing is hidden in identified mode."""
    rules = policy(wave)
    written, texts = written_values(wave.id), text_lengths(wave.id)
    everyone = [contributor.contribution for contributor in contributors(wave.id)]
    questions = {
        question.key: _text_facts(question, texts.get(question.key, []), rules)
        if question.type is QuestionType.TEXT
        else _value_facts(question, written.get(question.key, []), rules)
        for question in instrument(wave).questions
    }
    return WaveFacts(publish_count(rules, Tally.of(everyone), len(everyone)), questions)


def _value_facts(question: Question, written: Written, rules: Policy) -> PublishedFacts:
    raw = facts_of(question.type, [values for _, values in written], scale=question.scale or None)
    shown = _distribution(question, written, rules, raw)
    rated = question.type is QuestionType.RATING
    behind = Tally.of(who for who, values in written if not rated or number_of(values[0]) is not None)
    low, high = raw.interval or (None, None)
    numbers = Numbers(raw.numeric, raw.mean_of_numeric, low, high, ticks=raw.ticks)
    if rules.hides:
        numbers = _coarse(numbers, shown)
    return PublishedFacts(question, shown.total, shown.counts, publish_value(rules, behind, numbers))


def _coarse(numbers: Numbers, shown: PublishedDistribution) -> Numbers:
    """Round a mean so far that it doesn't give back a hidden count, which exact sums would."""
    hidden = [number for value, count in shown.counts.items() if not count.shown and (number := number_of(value))]
    spread = max(hidden) - min(hidden) if hidden else 0
    step = next((step for step in STEPS if numbers.numeric * step >= 2 * spread), STEPS[-1])

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(round(value / step) * step, 1)

    return replace(numbers, mean=rounded(numbers.mean), low=rounded(numbers.low), high=rounded(numbers.high), ticks=0)


def _distribution(question: Question, written: Written, rules: Policy, raw: QuestionFacts) -> PublishedDistribution:
    offered = [str(step) for step in range(question.lowest, question.highest + 1)] if _numbered(question) else []
    # Where nothing is hidden, values that nobody chose need no row; else a missing row would tell that nobody did.
    values = list(dict.fromkeys([*offered, *question.values, *raw.counts])) if rules.hides else list(raw.counts)
    who = {value: [person for person, given in written for one in given if one == value] for value in values}
    if question.type is QuestionType.SEVERAL:
        return publish_choices(rules, who, [person for person, _ in written])
    return publish_distribution(rules, who)


def _numbered(question: Question) -> bool:
    return question.type is QuestionType.RATING and not question.scale


def _text_facts(question: Question, lengths: Sequence[tuple[Contribution, int]], rules: Policy) -> PublishedFacts:
    tally = Tally.of(who for who, _ in lengths)
    characters = 0 if rules.hides else sum(length for _, length in lengths)
    numbers = publish_value(rules, tally, Numbers(characters=characters))
    return PublishedFacts(question, publish_count(rules, tally, len(lengths)), {}, numbers)
