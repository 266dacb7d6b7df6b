"""What a simulation writes to files: the rows of results.csv and the content of summary.json."""

from collections.abc import Iterator
from typing import TypedDict

from app.rules.core.movement import Movement, result_text
from app.rules.core.simulation import Simulation

RESULTS_HEADER = ("partner", "role", "outcome", "before", "after", "row", "missing")

Matrix = dict[str, dict[str, int]]


class SegmentSummary(TypedDict):
    """The counts of one role or market."""

    up: int
    down: int
    unchanged: int
    undetermined: int
    transitions: Matrix


class UndeterminedSummary(TypedDict):
    """How many are undetermined with each version, and how many of them lack each fact."""

    before: int
    after: int
    facts: dict[str, int]


class Summary(TypedDict):
    """The content of summary.json; all but the last four are by outcome."""

    transitions: dict[str, Matrix]
    undetermined: dict[str, UndeterminedSummary]
    up: dict[str, int]
    down: dict[str, int]
    by_role: dict[str, dict[str, SegmentSummary]]
    by_market: dict[str, dict[str, SegmentSummary]]
    population: int
    as_at: str
    digest: str


def results_rows(simulation: Simulation) -> Iterator[tuple[str, ...]]:
    """Yield the rows of results.csv in the order of RESULTS_HEADER: texts as they are, not yet safe for a spreadsheet.

    An outcome that is combined over roles has, beside a row for each role, one with the role `combined`.
    """
    for row in simulation.rows:
        results = result_text(row.before), result_text(row.after)
        yield row.partner, row.role, row.outcome, *results, row.row or "", row.missing


def summary(simulation: Simulation) -> Summary:
    """Return the content of summary.json: by outcome the transitions (before → after → how many) and directions."""
    overall = simulation.overall
    return {
        "transitions": {outcome: _matrix(movement) for outcome, movement in overall.items()},
        "undetermined": {
            outcome: {
                "before": movement.undetermined_before,
                "after": movement.undetermined_after,
                "facts": movement.unknown_facts,
            }
            for outcome, movement in overall.items()
        },
        "up": {outcome: movement.up for outcome, movement in overall.items()},
        "down": {outcome: movement.down for outcome, movement in overall.items()},
        "by_role": {outcome: _segments(found) for outcome, found in simulation.by_role.items()},
        "by_market": {outcome: _segments(found) for outcome, found in simulation.by_market.items()},
        "population": simulation.population,
        "as_at": simulation.as_at.isoformat(),
        "digest": simulation.digest,
    }


def _segments(movements: dict[str, Movement]) -> dict[str, SegmentSummary]:
    return {
        segment: {
            "up": movement.up,
            "down": movement.down,
            "unchanged": movement.unchanged,
            "undetermined": movement.undetermined,
            "transitions": _matrix(movement),
        }
        for segment, movement in movements.items()
    }


def _matrix(movement: Movement) -> Matrix:
    matrix: Matrix = {}
    for (before, after), number in movement.transitions.items():
        matrix.setdefault(before, {})[after] = number
    return matrix
