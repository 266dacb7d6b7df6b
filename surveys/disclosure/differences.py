"""The gate for how much lower or higher those rate who raise something: beside a question's counts it tells of theirs.

With few raisers, a difference that is near its extreme leaves one table of who gave which number. So it is rounded
until another table looks the same: a raiser and somebody else who gave each other's number.
"""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from surveys.disclosure.means import STEPS, step_for
from surveys.disclosure.policy import Policy
from surveys.disclosure.published import HiddenReason, Published, hide, show
from surveys.disclosure.tally import Tally

_Z = 1.96


class Rated(NamedTuple):
    """How often each number was given, by those who raise it and by the others."""

    raisers: Mapping[float, int]
    others: Mapping[float, int]


class RoundedDifference(NamedTuple):
    """A difference with its interval in points of the question's scale, and to what they are rounded."""

    value: float
    low: float
    high: float
    step: float


def publish_difference(
    policy: Policy, raisers: Tally, others: Tally, rated: Rated, difference: tuple[float, float, float]
) -> Published[RoundedDifference]:
    """Return a difference of raisers' ratings from the others' (value, low, high), the interval rounded outwards.

    It is hidden unless raisers and others who rated are each enough, or where no rounding leaves each number that
    fewer than k of either side gave another count. What is published may hold other facts equal; the rounding is
    found for the plain difference, of which it tells less.
    """
    if reason := policy.reason_to_hide(raisers, others):
        return hide(reason)
    if not policy.hides:
        return show(_rounded(*difference, STEPS[0]))
    few = min(sum(rated.raisers.values()), sum(rated.others.values()))
    for step in STEPS:
        if step >= step_for(few) and _protects(rated, policy.k, step):
            return show(_rounded(*difference, step))
    return hide(HiddenReason.complementary)


def plain_difference(rated: Rated) -> tuple[float, float, float]:
    """Return the difference of both means, and its 95 % interval by the normal distribution with unequal variances."""
    (one, first), (other, second) = (_mean_and_variance(side) for side in rated)
    half = _Z * math.sqrt(first + second)
    return one - other, one - other - half, one - other + half


def _protects(rated: Rated, k: int, step: float) -> bool:
    seen = _rounded(*plain_difference(rated), step)
    twins = [twin for twin in _twins(rated) if _rounded(*plain_difference(twin), step) == seen]
    return all(
        any(twin[side].get(number, 0) != count for twin in twins)
        for side, counts in enumerate(rated)
        for number, count in counts.items()
        if 0 < count < k
    )


def _twins(rated: Rated) -> Iterator[Rated]:
    """Yield the tables one or two swaps away; the sums over both sides stay.

    In a swap a raiser and somebody else gave each other's number. The second of two swaps takes back what the first
    one changes in the means.
    """
    for swapped, change in _swaps(rated):
        yield swapped
        if abs(change) == 1:
            yield from (twice for twice, back in _swaps(swapped) if back == -change)


def _swaps(rated: Rated) -> Iterator[tuple[Rated, float]]:
    """Yield each table one swap away, with what it adds to the raisers' sum."""
    for mine in [number for number, count in rated.raisers.items() if count]:
        for theirs in [number for number, count in rated.others.items() if count and number != mine]:
            yield Rated(_moved(rated.raisers, mine, theirs), _moved(rated.others, theirs, mine)), theirs - mine


def _moved(counts: Mapping[float, int], loses: float, gains: float) -> dict[float, int]:
    return {**counts, loses: counts[loses] - 1, gains: counts.get(gains, 0) + 1}


def _mean_and_variance(counts: Mapping[float, int]) -> tuple[float, float]:
    """Return the mean of numbers and the variance of that mean."""
    people = sum(counts.values())
    mean = sum(number * count for number, count in counts.items()) / people
    squares = sum(count * (number - mean) ** 2 for number, count in counts.items())
    return mean, squares / max(people - 1, 1) / people


def _rounded(value: float, low: float, high: float, step: float) -> RoundedDifference:
    down, up = (math.floor(round(low / step, 6)), math.ceil(round(high / step, 6)))
    middle, least, most = (round(place * step, 1) + 0.0 for place in (round(value / step), down, up))
    return RoundedDifference(middle, least, most, step)
