"""Counts of who moves: from which result to which, up, down, unchanged or undetermined."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.rules.core.combining import Result, Undetermined, rank
from app.rules.core.rulebook import Outcome
from app.rules.core.values import value_text


@dataclass(frozen=True, slots=True)
class Movement:
    """How many go from each result to each, and in which direction.

    `undetermined` counts those undetermined before or after, `undetermined_before` and `_after` each side;
    `unknown_facts` how many of them lack each fact. The four directions add up to all.
    """

    transitions: dict[tuple[str, str], int]
    up: int
    down: int
    unchanged: int
    undetermined: int
    undetermined_before: int
    undetermined_after: int
    unknown_facts: dict[str, int]


def count(outcome: Outcome, pairs: Iterable[tuple[Result, Result]]) -> Movement:
    """Return the counts of the pairs of results before and after; up is towards the higher result."""
    transitions: Counter[tuple[str, str]] = Counter()
    directions: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    for before, after in pairs:
        transitions[result_text(before), result_text(after)] += 1
        directions[_direction(outcome, before, after)] += 1
        lacking = {fact for side in (before, after) if isinstance(side, Undetermined) for fact in side.facts}
        facts.update(lacking)
        directions["undetermined_before"] += isinstance(before, Undetermined)
        directions["undetermined_after"] += isinstance(after, Undetermined)
    return Movement(
        dict(sorted(transitions.items())),
        directions["up"],
        directions["down"],
        directions["unchanged"],
        directions["undetermined"],
        directions["undetermined_before"],
        directions["undetermined_after"],
        dict(sorted(facts.items())),
    )


def result_text(result: Result) -> str:
    """Return the result as files and counts name it: its value, or `undetermined`."""
    return "undetermined" if isinstance(result, Undetermined) else value_text(result)


def _direction(outcome: Outcome, before: Result, after: Result) -> str:
    if isinstance(before, Undetermined) or isinstance(after, Undetermined):
        return "undetermined"
    earlier, later = rank(outcome.type, before), rank(outcome.type, after)
    return "up" if later > earlier else "down" if later < earlier else "unchanged"
