"""One result from the results of a partner's several roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.rules.core.explanation import RowAbove
from app.rules.core.rulebook import Outcome
from app.rules.core.values import Value, ValueType


@dataclass(frozen=True, slots=True)
class Undetermined:
    """No result can be told: the facts that are unknown, and the results still possible, best known row first."""

    facts: tuple[str, ...]
    possible: tuple[Value, ...] = ()


Result = Value | Undetermined


@dataclass(frozen=True, slots=True)
class RoleResult:
    """What a partner gets in one role: the row that fired (None if undetermined) and the rows above it."""

    role: str
    result: Result
    row: str | None
    above: tuple[RowAbove, ...]


def rank(type_: ValueType, value: Value) -> Decimal:
    """Return the place of a result in its order: the number itself, or a choice's place from low to high."""
    return value if isinstance(value, Decimal) else Decimal(type_.choices.index(str(value)))


def combine_roles(outcome: Outcome, results: Sequence[RoleResult]) -> tuple[Result | None, RoleResult | None]:
    """Return the combined result and, for `highest`, the role's result it is.

    None where roles are kept apart (`each`) or no role has a table. An undetermined role leaves the combined result
    undetermined unless no result still possible for it would change it.
    """
    if not results or outcome.combine == "each":
        return None, None
    open_results = [one.result for one in results if isinstance(one.result, Undetermined)]
    facts = tuple(sorted({fact for result in open_results for fact in result.facts}))
    if outcome.combine == "sum":
        sums = [one.result for one in results if isinstance(one.result, Decimal)]
        return (Undetermined(facts) if open_results else sum(sums, Decimal(0))), None
    settled = [(rank(outcome.type, one.result), one) for one in results if not isinstance(one.result, Undetermined)]
    if not settled:
        return Undetermined(facts), None
    highest, best = max(settled, key=lambda ranked: ranked[0])
    for result in open_results:
        if not result.possible or any(rank(outcome.type, value) > highest for value in result.possible):
            return Undetermined(facts), None
    return best.result, best
