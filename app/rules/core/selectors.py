"""Whom a value is for: a selector such as {role: msp, market: mature}, and which value wins for a partner.

The most specific selector wins, where one is more specific than another if it names all that the other names and
more. Two that overlap without one being more specific are ambiguous and refused (`ambiguous_pairs`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from app.rules.core.values import Value

# What is known of a partner in one role, by dimension; None where it isn't known.
Context = Mapping[str, str | None]

_FIRST = {"role": 0, "market": 1}


@dataclass(frozen=True, slots=True, order=True)
class Selector:
    """Pairs of dimension and value, role before market before the rest; no pairs means everyone."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Mapping[str, str]) -> "Selector":
        """Return the selector of these pairs in their fixed order."""
        return cls(tuple(sorted(pairs.items(), key=lambda pair: (_FIRST.get(pair[0], 2), pair))))

    def more_specific_than(self, other: "Selector") -> bool:
        """Whether this one names all that `other` names, and more."""
        return set(other.pairs) < set(self.pairs)

    def overlaps(self, other: "Selector") -> bool:
        """Whether some partner may match both."""
        own = dict(self.pairs)
        return all(own.get(dimension, value) == value for dimension, value in other.pairs)

    def label(self) -> str:
        """Return `msp, mature`; an empty text for everyone."""
        return ", ".join(value for _, value in self.pairs)


EVERYONE = Selector()


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value for a selector, in force from `since` (None: always) until a later one of the same selector."""

    selector: Selector
    value: Value
    since: date | None = None

    def order(self) -> tuple[int, Selector, date]:
        """Return the place in a parameter's canonical list: general before specific, early before late."""
        return len(self.selector.pairs), self.selector, self.since or date.min


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No single value can be named: because of unknown dimensions, or because none is in force."""

    unknown_dimensions: tuple[str, ...] = ()


def in_force(values: Iterable[DatedValue], as_at: date) -> dict[Selector, Value]:
    """Return each selector's value on the day `as_at`."""
    latest: dict[Selector, DatedValue] = {}
    for dated in values:
        since = dated.since or date.min
        held = latest.get(dated.selector)
        if since <= as_at and (held is None or (held.since or date.min) <= since):
            latest[dated.selector] = dated
    return {selector: dated.value for selector, dated in latest.items()}


def resolve(values: Iterable[DatedValue], context: Context, as_at: date) -> Value | Unresolved:
    """Return the most specific value in force for the context on that day.

    A dimension the context doesn't name matches no selector that asks for it; one it names as None is unknown, and
    the value is then unresolved unless every value it could choose is the same.
    """
    sure: list[tuple[int, Value]] = []
    possible: list[Value] = []
    unknown: set[str] = set()
    for selector, value in in_force(values, as_at).items():
        asked = [
            (dimension, context.get(dimension, ""))
            for dimension, wanted in selector.pairs
            if context.get(dimension, "") != wanted
        ]
        if not asked:
            sure.append((len(selector.pairs), value))
        elif all(known is None for _, known in asked):
            possible.append(value)
            unknown.update(dimension for dimension, _ in asked)
    best = max(sure, key=lambda found: found[0])[1] if sure else None
    if best is None or any(value != best for value in possible):
        return Unresolved(tuple(sorted(unknown)))
    return best


def ambiguous_pairs(values: Iterable[DatedValue]) -> Iterator[tuple[Selector, Selector]]:
    """Yield two selectors that both match some partner on some day while nothing more specific settles it."""
    begins: dict[Selector, date] = {}
    for dated in values:
        since = dated.since or date.min
        begins[dated.selector] = min(since, begins.get(dated.selector, since))
    for one, other in combinations(sorted(begins), 2):
        nested = one.more_specific_than(other) or other.more_specific_than(one)
        if nested or not one.overlaps(other):
            continue
        both = Selector.of(dict(one.pairs) | dict(other.pairs))
        # A value never ends, so the pair is settled if the joint selector begins no later than both are there.
        if begins.get(both, date.max) > max(begins[one], begins[other]):
            yield one, other
