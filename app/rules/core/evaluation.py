"""Evaluates a rulebook for a partner: per outcome and role the row that fires and what was missing above it.

Facts may be unknown, so a row holds, doesn't hold, or can't be known. The first row that holds fires if all rows above
it certainly don't; a row above that can't be known leaves the result undetermined, never guessed.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.rules.core.binding import BoundRow, Known, bind_table
from app.rules.core.combining import Result, RoleResult, Undetermined, combine_roles
from app.rules.core.explanation import RowAbove
from app.rules.core.partner import PartnerFacts
from app.rules.core.rulebook import Outcome, Rulebook
from app.rules.core.values import NUMERIC, Value


@dataclass(frozen=True, slots=True)
class OutcomeResult:
    """One outcome of one partner: by role, and combined (None where roles are kept apart or none has a table).

    `decided_by` is the role whose result the combined one is, for outcomes combined by `highest`.
    """

    outcome: str
    by_role: tuple[RoleResult, ...]
    combined: Result | None
    decided_by: RoleResult | None


class Evaluator:
    """Evaluates one rulebook on one day for many partners, keeping what partners of the same kind share."""

    def __init__(self, rulebook: Rulebook, as_at: date) -> None:
        self.rulebook = rulebook
        self.as_at = as_at
        self._bound: dict[tuple[str, tuple[str | None, ...]], tuple[BoundRow, ...]] = {}

    def evaluate(self, partner: PartnerFacts) -> tuple[OutcomeResult, ...]:
        """Return the outcomes in the rulebook's order. Raises ValueError for a fact of the wrong type.

        A role without a table has no result; facts that the rulebook doesn't declare are left out of account.
        """
        facts = self._checked_facts(partner)
        by_outcome: dict[str, list[RoleResult]] = {outcome.key: [] for outcome in self.rulebook.outcomes}
        for role in dict.fromkeys(partner.roles):
            known: dict[str, Value | Undetermined | None] = dict(facts)
            for outcome in self.rulebook.outcomes:
                if role not in outcome.table_by_role:
                    continue
                fired = fire(self._rows(outcome, partner, role), role, known)
                by_outcome[outcome.key].append(fired)
                known[outcome.key] = fired.result
        return tuple(
            OutcomeResult(outcome.key, tuple(results), *combine_roles(outcome, results))
            for outcome, results in zip(self.rulebook.outcomes, by_outcome.values(), strict=True)
        )

    def _rows(self, outcome: Outcome, partner: PartnerFacts, role: str) -> tuple[BoundRow, ...]:
        context = partner.context(self.rulebook, role)
        key = (outcome.key, tuple(context.values()))
        if key not in self._bound:
            table = outcome.table_by_role[role]
            self._bound[key] = bind_table(self.rulebook, table, context, self.as_at)
        return self._bound[key]

    def _checked_facts(self, partner: PartnerFacts) -> dict[str, Value | None]:
        facts: dict[str, Value | None] = {}
        for key, value in partner.facts.items():
            fact = self.rulebook.fact_by_key.get(key)
            if fact is None:
                continue
            kind = fact.type.kind
            expected = Decimal if kind in NUMERIC else bool if kind == "boolean" else date if kind == "date" else str
            if value is not None and not isinstance(value, expected):
                raise ValueError(f"{key} of {partner.partner} is {value!r}, but must be {fact.type.describe()}")
            facts[key] = value
        return facts


def evaluate(rulebook: Rulebook, partner: PartnerFacts, as_at: date) -> tuple[OutcomeResult, ...]:
    """Return one partner's outcomes on the day `as_at`; for many partners keep an `Evaluator`."""
    return Evaluator(rulebook, as_at).evaluate(partner)


def fire(rows: tuple[BoundRow, ...], role: str, known: Known) -> RoleResult:
    """Return the result of the first row that holds, or Undetermined with the facts that would settle it."""
    above: list[RowAbove] = []
    unknown: set[str] = set()
    possible: list[BoundRow] = []
    for row in rows:
        holds, missing = row.missing(known)
        if holds is not False:
            possible.append(row)
            unknown.update(row.because)
        if holds is None:
            unknown |= row.unknown(known)
        if holds:
            break
        above.append(RowAbove(row.name, holds is False, missing))
    results = [row.result for row in possible if row.result is not None]
    if not unknown and results:
        return RoleResult(role, results[-1], possible[-1].name, tuple(above))
    # A result that is unknown itself, by its parameter, could be anything.
    open_to = tuple(dict.fromkeys(results)) if len(results) == len(possible) else ()
    return RoleResult(role, Undetermined(tuple(sorted(unknown)), open_to), None, tuple(above))
