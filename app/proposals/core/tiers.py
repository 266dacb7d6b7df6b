"""The table of who would move: for each result how many have it today and after, and how many come into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class TierRow:
    """One result. `up` and `down` count those who come into it from below and above; None where nobody could."""

    result: str
    today: int
    after: int
    up: int | None
    down: int | None


def tier_rows(transitions: Mapping[str, Mapping[str, int]], choices: Sequence[str]) -> list[TierRow]:
    """Return a row a result, the highest first; `choices` go from low to high, transitions are before → after → n."""
    place = {choice: number for number, choice in enumerate(choices)}
    rows = []
    for choice in reversed(choices):
        come = {before: row.get(choice, 0) for before, row in transitions.items() if before in place}
        up = sum(number for before, number in come.items() if place[before] < place[choice])
        down = sum(number for before, number in come.items() if place[before] > place[choice])
        rows.append(
            TierRow(
                choice,
                today=sum(transitions.get(choice, {}).values()),
                after=sum(row.get(choice, 0) for row in transitions.values()),
                up=up if place[choice] > 0 else None,
                down=down if place[choice] < len(choices) - 1 else None,
            )
        )
    return rows


def undetermined(transitions: Mapping[str, Mapping[str, int]]) -> tuple[int, int]:
    """Return how many are undetermined today and after."""
    today = sum(transitions.get(UNDETERMINED, {}).values())
    return today, sum(row.get(UNDETERMINED, 0) for row in transitions.values())


def affected(outcome: Mapping[str, Any]) -> bool:
    """Whether anybody gets another result of this outcome."""
    return any(
        number and before != after for before, row in outcome["transitions"].items() for after, number in row.items()
    )
