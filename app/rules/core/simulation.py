"""Both versions of a rulebook on the same partners: who moves where, who is undetermined and for which facts.

A *subject* is what is counted: a partner by its combined result, or, for an outcome whose roles are kept apart, a
partner in one role.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.rules.core.combining import Result, RoleResult
from app.rules.core.evaluation import Evaluator, OutcomeResult
from app.rules.core.explanation import RowAbove
from app.rules.core.movement import Movement, count, result_text
from app.rules.core.partner import PartnerFacts
from app.rules.core.rulebook import Outcome, Rulebook
from app.rules.core.values import value_text
from app.rules.core.writing import rulebook_digest

COMBINED = "combined"


@dataclass(frozen=True, slots=True)
class SimulationRow:
    """One outcome of a partner in one role, or combined over roles (`role` is then `combined`).

    `row` and `above` are those of the version after; both are empty for a sum.
    """

    partner: str
    market: str | None
    role: str
    outcome: str
    before: Result
    after: Result
    row: str | None
    above: tuple[RowAbove, ...]

    @property
    def missing(self) -> str:
        """Return what was missing for each row above, in words."""
        return " | ".join(above.sentence() for above in self.above)


@dataclass(frozen=True, slots=True)
class Simulation:
    """The rows by partner, and the counts of subjects by outcome; `by_role` counts each role's own results."""

    as_at: date
    population: int
    rows: tuple[SimulationRow, ...]
    overall: dict[str, Movement]
    by_role: dict[str, dict[str, Movement]]
    by_market: dict[str, dict[str, Movement]]
    digest: str

    @property
    def transitions(self) -> dict[str, dict[tuple[str, str], int]]:
        """Return how many subjects go from which result to which, by outcome; unmoved ones too."""
        return {outcome: movement.transitions for outcome, movement in self.overall.items()}


def simulate(before: Rulebook, after: Rulebook, population: Iterable[PartnerFacts], as_at: date) -> Simulation:
    """Return what each version gives each partner on the day `as_at`; the order of the population doesn't matter.

    Outcomes that only one version has are left out. Raises ValueError for a partner given twice, a fact of the
    wrong type, or an outcome whose results can't be compared between the versions.
    """
    shared = [outcome for outcome in after.outcomes if outcome.key in before.outcome_by_key]
    for outcome in shared:
        earlier_type = before.outcome_by_key[outcome.key].type
        if not outcome.type.comparable_with(earlier_type) or outcome.type.choices != earlier_type.choices:
            raise ValueError(f"the results of {outcome.key} differ between the versions and can't be compared")
    partners = sorted(population, key=lambda partner: partner.partner)
    for one, other in pairwise(partners):
        if one.partner == other.partner:
            raise ValueError(f"partner {one.partner} is in the population twice")
    earlier, later = Evaluator(before, as_at), Evaluator(after, as_at)
    rows: list[SimulationRow] = []
    for partner in partners:
        results = {result.outcome: result for result in earlier.evaluate(partner)}
        for result in later.evaluate(partner):
            if result.outcome in results:
                rows.extend(_rows(partner, results[result.outcome], result))
    by_role, by_market = _by_segment(rows, shared)
    return Simulation(
        as_at,
        len(partners),
        tuple(rows),
        {outcome.key: count(outcome, _pairs(_subjects(rows, outcome))) for outcome in shared},
        by_role,
        by_market,
        _digest(before, after, as_at, partners, rows),
    )


def _rows(partner: PartnerFacts, before: OutcomeResult, after: OutcomeResult) -> Iterator[SimulationRow]:
    place = (partner.partner, partner.market)
    earlier = {result.role: result.result for result in before.by_role}
    for one in after.by_role:
        if one.role in earlier:
            yield SimulationRow(*place, one.role, after.outcome, earlier[one.role], one.result, one.row, one.above)
    if before.combined is not None and after.combined is not None:
        row, above = _explanation(after.decided_by, after)
        yield SimulationRow(*place, COMBINED, after.outcome, before.combined, after.combined, row, above)


def _explanation(decided_by: RoleResult | None, after: OutcomeResult) -> tuple[str | None, tuple[RowAbove, ...]]:
    """Return the row, and the rows above it, of the role that decided or is the only one."""
    decided_by = decided_by or (after.by_role[0] if len(after.by_role) == 1 else None)
    return (decided_by.row, decided_by.above) if decided_by else (None, ())


def _subjects(rows: Iterable[SimulationRow], outcome: Outcome) -> list[SimulationRow]:
    apart = outcome.combine == "each"
    return [row for row in rows if row.outcome == outcome.key and (row.role != COMBINED) == apart]


def _pairs(rows: Iterable[SimulationRow]) -> list[tuple[Result, Result]]:
    return [(row.before, row.after) for row in rows]


def _by_segment(
    rows: list[SimulationRow], outcomes: list[Outcome]
) -> tuple[dict[str, dict[str, Movement]], dict[str, dict[str, Movement]]]:
    by_role: dict[str, dict[str, Movement]] = {}
    by_market: dict[str, dict[str, Movement]] = {}
    for outcome in outcomes:
        roles: dict[str, list[SimulationRow]] = {}
        for row in rows:
            if row.outcome == outcome.key and row.role != COMBINED:
                roles.setdefault(row.role, []).append(row)
        markets: dict[str, list[SimulationRow]] = {}
        for row in _subjects(rows, outcome):
            markets.setdefault(row.market or "unknown", []).append(row)
        by_role[outcome.key] = {role: count(outcome, _pairs(found)) for role, found in sorted(roles.items())}
        by_market[outcome.key] = {one: count(outcome, _pairs(found)) for one, found in sorted(markets.items())}
    return by_role, by_market


def _digest(
    before: Rulebook, after: Rulebook, as_at: date, partners: list[PartnerFacts], rows: list[SimulationRow]
) -> str:
    """Return the SHA-256 over both rulebooks, the day, what was known of each partner, and every result."""
    known = [
        [one.partner, one.roles, one.market,
         sorted((key, value_text(value)) for key, value in one.facts.items() if value is not None)]
        for one in partners
    ]  # fmt: skip
    results = [[row.partner, row.role, row.outcome, *map(result_text, (row.before, row.after))] for row in rows]
    whole = [rulebook_digest(before), rulebook_digest(after), as_at.isoformat(), known, results]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()
