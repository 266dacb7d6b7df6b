"""What changed since the wave before, computed from published figures only, and which changes are more than chance."""

from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from analysis.stats import (
    Estimate,
    chance_of_difference,
    correlation_of_shares,
    difference_of_shares,
    discoveries,
)
from app.themes.core.segments import Few, Prevalence
from surveys.disclosure import Pairs, Policy, Published, combine, publish_correlation

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of two shares in −1…1 with its 95 % interval, and whether it is more than chance.

    `paired` says that those who answered both waves were compared with themselves; `at_least` that one share was too
    small to show and the difference is the least that it can be.
    """

    estimate: Estimate
    clear: bool
    paired: bool = False
    at_least: bool = False

    @property
    def direction(self) -> str:
        """up, down, or nothing where the difference may be chance."""
        if not self.clear:
            return ""
        return "up" if self.estimate.value > 0 else "down"


class Raisers(NamedTuple):
    """Between how many organisations raise a theme, of how many that answered."""

    least: int
    most: int
    base: int


@dataclass(frozen=True, slots=True)
class _Difference:
    change: Change
    chance: float


def raisers_of(share: Published[Prevalence], few: Published[Few] | None) -> Published[Raisers]:
    """Return how many raise a theme as far as it shows: their number, or that they are at most so few."""
    if few is not None and few.shown:
        return combine(lambda known: Raisers(0, known.at_most, known.base), few)
    return combine(lambda known: Raisers(known.organisations, known.organisations, known.base), share)


def overlap(policy: Policy, then: tuple[Set[str], Set[str]], now: tuple[Set[str], Set[str]]) -> Published[float]:
    """Return how the shares of two waves correlate, through the gate; each wave gives who answered and who raised.

    Hidden where too few answered both waves to say. Both waves' shares must be published.
    """
    (answered, raised), (answering, raising) = then, now
    shared = answered & answering
    both, only_then, only_now = raised & raising & shared, (raised - raising) & shared, (raising - raised) & shared
    pairs = Pairs(
        both=len(both),
        only_then=len(only_then),
        only_now=len(only_now),
        neither=len(shared) - len(both | only_then | only_now),
        then_raised=len(raised - answering),
        then_not=len(answered - answering - raised),
        now_raised=len(raising - answered),
        now_not=len(answering - answered - raising),
    )
    return publish_correlation(policy, pairs, _correlation)


def changes(
    figures: Mapping[K, tuple[Published[Raisers], Published[Raisers], Published[float] | None]],
) -> dict[K, Published[Change]]:
    """Return how each share (now, before, how they correlate) changed; hidden where either figure is.

    What is more than chance is decided for all together, so that at most 5 % of what is called so is chance.
    """
    found = {key: _difference(*figure) for key, figure in figures.items()}
    shown = {key: difference.value for key, difference in found.items() if difference.value is not None}
    believed = discoveries([one.chance for one in shown.values()])
    clear = dict(zip(shown, believed, strict=True))
    return {
        key: combine(lambda one, key=key: _with(one.change, clear=clear[key]), difference)
        for key, difference in found.items()
    }


def compare(now: Raisers, before: Raisers, correlation: float = 0.0) -> tuple[Estimate, float]:
    """Return by how much the share rose, with its interval, and the p-value.

    Where one of them is only known to be at most so many, the interval holds those of all that it may be, and the value
    is the one nearest to none. Who was asked doesn't narrow a comparison (Cochran, Sampling Techniques, 3rd ed.,
    §2.14): even where all have answered, what they happen to write differs from wave to wave.
    """
    ends = [(now.least, before.most), (now.most, before.least)]
    found = [difference_of_shares(a, now.base, b, before.base, correlation=correlation) for a, b in ends]
    chance = max(_chance(a, now.base, b, before.base, correlation) for a, b in ends)
    if found[0].value < 0 < found[1].value:
        return Estimate(0.0, found[0].low, found[1].high), 1.0
    value = min((one.value for one in found), key=abs)
    return Estimate(value, min(one.low for one in found), max(one.high for one in found)), chance


def _difference(
    now: Published[Raisers], before: Published[Raisers], correlation: Published[float] | None
) -> Published[_Difference]:
    known = correlation.value if correlation is not None else None

    def of(later: Raisers, earlier: Raisers) -> _Difference:
        estimate, chance = compare(later, earlier, known or 0.0)
        at_least = later.least < later.most or earlier.least < earlier.most
        return _Difference(Change(estimate, False, bool(known), at_least), chance)

    return combine(of, now, before)


def _with(change: Change, *, clear: bool) -> Change:
    return Change(change.estimate, clear, change.paired, change.at_least)


def _correlation(pairs: Pairs) -> float:
    """Return the correlation of the later share with the earlier one."""
    both, only_then, only_now, neither = pairs[:4]
    return correlation_of_shares(both, only_now, only_then, neither, pairs.now_base, pairs.then_base)


@lru_cache(maxsize=4096)
def _chance(a: int, a_base: int, b: int, b_base: int, correlation: float) -> float:
    return chance_of_difference(a, a_base, b, b_base, correlation=correlation)
