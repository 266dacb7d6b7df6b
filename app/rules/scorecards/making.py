"""Makes scorecards: evaluates the tier of each role and puts what the next one asks beside what is there."""

from datetime import date

from app.rules import wording
from app.rules.core import Evaluator, Outcome, PartnerFacts, Result, RoleResult, Rulebook, Undetermined, Value
from app.rules.core.binding import BoundComparison, BoundRow, Known, bind_table
from app.rules.core.combining import rank
from app.rules.core.evaluation import OutcomeResult
from app.rules.scorecards.cards import Ask, FactLine, RoleCard, Scorecard


def tier_outcome(rulebook: Rulebook) -> Outcome | None:
    """Return the outcome that scorecards are about: `tier`, else the first whose results are ranks and combined."""
    ranked = [one for one in rulebook.outcomes if one.type.kind == "choice" and one.combine == "highest"]
    return rulebook.outcome_by_key.get("tier") or next(iter(ranked), None)


class CardMaker:
    """Makes the cards of many partners under one rulebook on one day. Raises ValueError where it has no tiers."""

    def __init__(self, rulebook: Rulebook, as_at: date) -> None:
        outcome = tier_outcome(rulebook)
        if outcome is None:
            raise ValueError("the rulebook has no outcome with ranked results")
        self.rulebook, self.as_at, self.outcome = rulebook, as_at, outcome
        self._evaluator = Evaluator(rulebook, as_at)
        self._rows: dict[tuple[str | None, ...], tuple[BoundRow, ...]] = {}

    def card(self, facts: PartnerFacts) -> Scorecard:
        """Return the partner's card on the maker's day."""
        results = self._evaluator.evaluate(facts)
        mine = next(found for found in results if found.outcome == self.outcome.key)
        roles = tuple(self._role_card(facts, found, results) for found in mine.by_role)
        only = mine.by_role[0].result if len(mine.by_role) == 1 else None
        together = mine.combined if mine.combined is not None else only
        return Scorecard(facts, self.as_at, roles, together, tuple(self._others(results)), self._names(together))

    def _names(self, together: Result | None) -> tuple[str, ...]:
        keys = together.facts if isinstance(together, Undetermined) else ()
        known = self.rulebook.fact_by_key
        return tuple(known[key].name if key in known else key.replace("_", " ") for key in keys)

    def asks_of(self, facts: PartnerFacts, card: RoleCard) -> tuple[Ask, ...]:
        """Return what the rules of the maker's day ask for the target of a card made on another day."""
        results = self._evaluator.evaluate(facts)
        table = self.outcome.table_by_role.get(card.role)
        rows = self._bound(facts, card.role) if table else ()
        row = next((row for row in rows if row.name == card.row and row.result == card.target), None)
        return _asks(row, facts, card.role, results) if row else ()

    def _role_card(self, facts: PartnerFacts, found: RoleResult, results: tuple[OutcomeResult, ...]) -> RoleCard:
        rows = self._bound(facts, found.role)
        row = self._target(found, rows)
        if row is None:
            return RoleCard(found.role, found.result, None, None, ())
        return RoleCard(found.role, found.result, row.result, row.name, _asks(row, facts, found.role, results))

    def _target(self, found: RoleResult, rows: tuple[BoundRow, ...]) -> BoundRow | None:
        """Return the nearest row with a higher result; of what is undetermined the highest row that may fire; at the
        top the row that fired, as long as it asks for something."""
        by_name = {row.name: row for row in rows}
        above = [by_name[one.row] for one in found.above]
        if isinstance(found.result, Undetermined):
            return next((by_name[one.row] for one in found.above if not one.certain), None)
        own = rank(self.outcome.type, found.result)
        higher = [row for row in above if row.result is not None and rank(self.outcome.type, row.result) > own]
        fired = by_name.get(found.row or "")
        return higher[-1] if higher else fired if fired and fired.conditions else None

    def _bound(self, facts: PartnerFacts, role: str) -> tuple[BoundRow, ...]:
        context = facts.context(self.rulebook, role)
        key = (role, *context.values())
        if key not in self._rows:
            table = self.outcome.table_by_role[role]
            self._rows[key] = bind_table(self.rulebook, table, context, self.as_at)
        return self._rows[key]

    def _others(self, results: tuple[OutcomeResult, ...]) -> list[tuple[str, str]]:
        others = []
        for found in results:
            outcome = self.rulebook.outcome_by_key[found.outcome]
            if outcome is self.outcome or not found.by_role:
                continue
            name = wording.result(outcome.key)
            if found.combined is not None:
                others.append((name, wording.outcome_value(outcome, found.combined)))
            else:
                apart = (f"{wording.outcome_value(outcome, one.result)} as {wording.role(one.role)}"
                         for one in found.by_role)  # fmt: skip
                others.append((name, ", ".join(apart)))
        return others


def _asks(row: BoundRow, facts: PartnerFacts, role: str, results: tuple[OutcomeResult, ...]) -> tuple[Ask, ...]:
    known: dict[str, Value | Undetermined | None] = dict(facts.facts)
    known.update({one.outcome: found.result for one in results for found in one.by_role if found.role == role})
    return tuple(Ask(tuple(_line(one, known) for one in alternatives)) for alternatives in row.conditions)


def _line(comparison: BoundComparison, known: Known) -> FactLine:
    actual = known.get(comparison.subject)
    return FactLine(
        comparison.subject,
        comparison.name,
        comparison.type,
        comparison.operator,
        None if isinstance(actual, Undetermined) else actual,
        comparison.needed,
        comparison.holds(known),
    )
