"""The gate for how two waves go together: what those who answered both raised then and now.

The four counts of such a table would tell of single organisations, above all beside both waves' shares. What is
needed of it is one number, how both shares correlate; it is rounded until other tables look the same.
"""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from surveys.disclosure.policy import Policy
from surveys.disclosure.published import HiddenReason, Published, hide, show

STEPS = (0.1, 0.2, 0.5, 1.0)


class Pairs(NamedTuple):
    """Organisations by what they raised: those that answered both waves, then those that answered one alone."""

    both: int = 0
    only_then: int = 0
    only_now: int = 0
    neither: int = 0
    then_raised: int = 0
    then_not: int = 0
    now_raised: int = 0
    now_not: int = 0

    @property
    def then_base(self) -> int:
        """How many answered the earlier wave."""
        return self.both + self.only_then + self.only_now + self.neither + self.then_raised + self.then_not

    @property
    def now_base(self) -> int:
        """How many answered the later wave."""
        return self.both + self.only_then + self.only_now + self.neither + self.now_raised + self.now_not


# The steps to another table with the same shares, and as many that answered both waves.
_MOVES = (
    Pairs(both=1, only_then=-1, only_now=-1, neither=1),
    Pairs(then_raised=1, then_not=-1, only_then=-1, neither=1),
    Pairs(then_raised=1, then_not=-1, both=-1, only_now=1),
    Pairs(now_raised=1, now_not=-1, only_now=-1, neither=1),
    Pairs(now_raised=1, now_not=-1, both=-1, only_then=1),
)


def publish_correlation(policy: Policy, pairs: Pairs, correlation: Callable[[Pairs], float]) -> Published[float]:
    """Return the correlation (−1…1) of two waves' shares, rounded down so that it never makes a change look surer.

    Both shares must be published. The step is the smallest that leaves each count from 1 to k − 1, of those that
    answered both and of those that answered one alone, another value; it is hidden where none does.
    """
    exact = correlation(pairs)
    if not policy.hides:
        return show(exact)
    small = [place for place, count in enumerate(pairs) if 0 < count < policy.k]
    for step in STEPS:
        rounded = _down(exact, step)
        twins = [other for other in _neighbours(pairs) if _down(correlation(other), step) == rounded]
        if all(any(other[place] != pairs[place] for other in twins) for place in small):
            return show(rounded)
    return hide(HiddenReason.complementary)


def _neighbours(pairs: Pairs) -> Iterator[Pairs]:
    for move in _MOVES:
        for sign in (1, -1):
            counts = [count + sign * change for count, change in zip(pairs, move, strict=True)]
            if min(counts) >= 0:
                yield Pairs(*counts)


def _down(value: float, step: float) -> float:
    return round(max(math.floor(value / step + 1e-9) * step, -1.0), 1)
