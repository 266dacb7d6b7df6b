"""How far a mean and its interval are rounded, so that together with the counts that show they give no hidden one back.

Exact sums would: with ten answers and a mean of 4.9, one person gave 4. A rounding protects a hidden count where
another table looks the same: one person moved between two hidden values, the same counts told to be too few, and the
same mean and interval after rounding.
"""

import math
from collections.abc import Collection, Mapping
from statistics import fmean
from typing import NamedTuple

from surveys.disclosure.policy import Policy
from surveys.disclosure.published import HiddenReason, Published, hide, show
from surveys.disclosure.tally import Tally
from surveys.scoring import mean_interval, number_of

STEPS = (0.1, 0.2, 0.5, 1.0)
_SUMS_THAT_LOOK_ALIKE = 4


class RoundedMean(NamedTuple):
    """A mean, how far its interval reaches to both sides (None under two numbers), and what both are rounded to."""

    mean: float
    reach: float | None
    step: float


def publish_mean(
    policy: Policy, behind: Tally, counts: Mapping[str, int], hidden: Collection[str]
) -> Published[RoundedMean | None]:
    """Return the mean of the values that are numbers, rounded so that it protects the hidden ones' counts.

    `behind` are those who gave a number; `counts` says how often each value was given, as written. It is hidden where
    they are too few, or where no rounding protects the counts.
    """
    if reason := policy.reason_to_hide(behind):
        return hide(reason)
    step = protecting_step(counts, hidden, policy.k)
    return hide(HiddenReason.complementary) if step is None else show(rounded_mean(counts, step))


def protecting_step(counts: Mapping[str, int], hidden: Collection[str], k: int) -> float | None:
    """Return the smallest step that protects the hidden values with fewer than k answers, or None.

    `counts` says how often each value was given, as written; marks are values that are no numbers. Where no step
    protects those too that nobody gave, the largest one is taken that protects the others: a mean near the end of its
    scale tells that nobody was far from it, however it is rounded.
    """
    small = [value for value in hidden if counts[value] < k]
    given = [value for value in small if counts[value]]
    for wanted, steps in ((small, STEPS), (given, STEPS[::-1])):
        for step in steps:
            if all(_has_twin(counts, hidden, value, k, step) for value in wanted):
                return step
    return None


def step_for(people: int) -> float:
    """Return the step of a mean whose counts are not shown: at least four sums of the numbers look alike after it."""
    return next((step for step in STEPS if people * step >= _SUMS_THAT_LOOK_ALIKE), STEPS[-1])


def to_step(value: float, step: float) -> float:
    """Return a number rounded to the step."""
    return round(round(value / step) * step, 1)


def rounded_mean(counts: Mapping[str, int], step: float) -> RoundedMean | None:
    """Return the mean of the values that are numbers and its 95 % interval, both rounded; None without numbers.

    The interval reaches from the rounded mean as far as the exact one could, and never closes: that all gave the same
    number is not told either.
    """
    written = [value for value, count in counts.items() for _ in range(count)]
    numbers = [number for value in written if (number := number_of(value)) is not None]
    if not numbers:
        return None
    mean, interval = to_step(fmean(numbers), step), mean_interval(numbers)
    if interval is None:
        return RoundedMean(mean, None, step)
    exact = (interval.upper - interval.lower) / 2
    return RoundedMean(mean, round(math.ceil(round((exact + step / 2) / step, 9)) * step, 1), step)


def is_alike(counts: Mapping[str, int], gains: str, loses: str, k: int) -> bool:
    """Whether the same counts are under k when one person gives `gains` in place of `loses`."""
    return (counts[gains] < k) == (counts[gains] + 1 < k) and (counts[loses] < k) == (counts[loses] - 1 < k)


def _has_twin(counts: Mapping[str, int], hidden: Collection[str], value: str, k: int, step: float) -> bool:
    """Whether one person more or less may have given the value, who would then be at another hidden one."""
    seen = rounded_mean(counts, step)
    for other in hidden:
        for gains, loses in ((value, other), (other, value)):
            if other == value or not counts[loses] or not is_alike(counts, gains, loses, k):
                continue
            if rounded_mean({**counts, gains: counts[gains] + 1, loses: counts[loses] - 1}, step) == seen:
                return True
    return False
