"""Which themes go with a rating: what those who raise them gave, partners' roles, market and size held equal."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from analysis.stats import Estimate, chance_of_estimate, discoveries
from surveys.disclosure import (
    Contribution,
    Policy,
    Published,
    Rated,
    RoundedDifference,
    Tally,
    combine,
    publish_difference,
)

K = TypeVar("K", bound=Hashable)


class Rater(NamedTuple):
    """Someone who wrote a comment and gave a rating, with what is known of their partner."""

    contribution: Contribution
    rating: float
    roles: tuple[str, ...]
    market: str
    size: str | None


@dataclass(frozen=True, slots=True)
class Driver:
    """By how many points those who raise a theme rate higher, with the 95 % interval, rounded to `step`."""

    value: float
    low: float
    high: float
    step: float
    clear: bool

    @property
    def direction(self) -> str:
        """lower, higher, or nothing where the difference may be chance."""
        if not self.clear:
            return ""
        return "lower" if self.value < 0 else "higher"


def drivers(
    policy: Policy, raters: Sequence[Rater], raising: Mapping[K, Collection[Contribution]]
) -> dict[K, Published[Driver]]:
    """Return how the ratings of those who raise each theme differ from those of the others who wrote something.

    Give only themes whose share is published. What is more than chance is decided from the published differences, for
    all of them together. A theme is left out where it can't be told from roles, market and size.
    """
    facts = _facts(policy.k, raters)
    found: dict[K, Published[RoundedDifference]] = {}
    for key, raisers in raising.items():
        difference = _difference(policy, raters, facts, set(raisers))
        if difference is not None:
            found[key] = difference
    shown = {key: one.value for key, one in found.items() if one.value is not None}
    believed = discoveries([_chance(one) for one in shown.values()])
    clear = dict(zip(shown, believed, strict=True))
    return {key: combine(lambda one, key=key: _driver(one, clear=clear[key]), one) for key, one in found.items()}


def _driver(one: RoundedDifference, *, clear: bool) -> Driver:
    return Driver(one.value, one.low, one.high, one.step, clear)


def _difference(
    policy: Policy, raters: Sequence[Rater], facts: Sequence[Sequence[float]], raisers: Collection[Contribution]
) -> Published[RoundedDifference] | None:
    # Imported here so that the web process starts without the numerical library.
    from analysis.drivers import difference_in_rating

    raised = [rater.contribution in raisers for rater in raters]
    sides = [[rater for rater, one in zip(raters, raised, strict=True) if one is side] for side in (True, False)]
    estimate = difference_in_rating(
        [rater.rating for rater in raters], raised, facts, [rater.contribution.organisation for rater in raters]
    )
    if estimate is None:
        return None
    mine, others = (Tally.of(rater.contribution for rater in side) for side in sides)
    rated = Rated(*(Counter(rater.rating for rater in side) for side in sides))
    return publish_difference(policy, mine, others, rated, (estimate.value, estimate.low, estimate.high))


def _chance(one: RoundedDifference) -> float:
    return chance_of_estimate(Estimate(one.value, one.low, one.high))


def _facts(k: int, raters: Sequence[Rater]) -> list[list[float]]:
    """Return a row a person, a column for each role, market and size.

    A fact that fewer than k organisations share, or lack, is left out, so that no comparison is made to single one out.
    """
    held = [{*rater.roles, f"market {rater.market}", f"size {rater.size}"} for rater in raters]
    columns = []
    for fact in sorted(set().union(*held)):
        having = [fact in facts for facts in held]
        sides = [
            {rater.contribution.organisation for rater, has in zip(raters, having, strict=True) if has is side}
            for side in (True, False)
        ]
        if min(map(len, sides)) >= k:
            columns.append([float(has) for has in having])
    return [[column[row] for column in columns] for row in range(len(raters))]
