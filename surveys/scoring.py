"""Figures of one question over a wave: counts, mean with interval, ticks, characters."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, stdev
from typing import NamedTuple

from surveys.instrument import QuestionType
from surveys.student import t_of_95_percent

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?\Z")


class Interval(NamedTuple):
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """Raw figures, before the disclosure gate.

    `counts` says how often each value was given, as written, numbers first; `numeric` how many of them were numbers,
    with their mean and its 95 % interval. `ticks` counts the choices of a several question, `characters` the texts.
    """

    type: QuestionType
    answered: int
    counts: Mapping[str, int] = field(default_factory=dict)
    numeric: int = 0
    mean_of_numeric: float | None = None
    interval: Interval | None = None
    ticks: int = 0
    characters: int = 0
    scale: str | None = None


def facts_of(
    question_type: QuestionType, values: Iterable[str | Sequence[str]], *, scale: str | None = None
) -> QuestionFacts:
    """Return the figures of the values, one a respondent, as written: a string, or a list of them for several.

    White space around a value doesn't count, and a value of nothing else is no answer. A mark such as N/A or
    "Strongly agree" is an answer but not a number.
    """
    written = [kept for value in values if (kept := _written(value))]
    singles = [value for answer in written for value in answer]
    if question_type is QuestionType.TEXT:
        return QuestionFacts(question_type, len(written), characters=sum(map(len, singles)))
    counts = dict(sorted(Counter(singles).items(), key=lambda counted: _order(counted[0])))
    if question_type is QuestionType.SEVERAL:
        return QuestionFacts(question_type, len(written), counts, ticks=len(singles))
    if question_type is QuestionType.CHOICE:
        return QuestionFacts(question_type, len(written), counts)
    numbers = [number for value in singles if (number := number_of(value)) is not None]
    mean = fmean(numbers) if numbers else None
    interval = mean_interval(numbers)
    return QuestionFacts(question_type, len(written), counts, len(numbers), mean, interval, scale=scale)


def number_of(value: str) -> float | None:
    """Return the number a value is written as, with a point as decimal sign, or None for anything else."""
    return float(value) if _NUMBER.match(value.strip()) else None


def mean_interval(numbers: Sequence[float]) -> Interval | None:
    """Return the 95 % interval of the mean, mean ± t·s/√n with n − 1 degrees of freedom, or None under two numbers.

    The numbers are taken as a random sample of a large population.
    """
    if len(numbers) < 2:
        return None
    mean, reach = fmean(numbers), t_of_95_percent(len(numbers) - 1) * stdev(numbers) / math.sqrt(len(numbers))
    return Interval(mean - reach, mean + reach)


def _written(value: str | Sequence[str]) -> list[str]:
    values = [value] if isinstance(value, str) else value
    return [stripped for each in values if (stripped := each.strip())]


def _order(value: str) -> tuple[bool, float, str]:
    number = number_of(value)
    return number is None, number or 0.0, value
