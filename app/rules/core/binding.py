"""A decision table with its parameters replaced by the values for one kind of partner on one day."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.rules.core.combining import Undetermined
from app.rules.core.explanation import Missing, Need
from app.rules.core.rulebook import Comparison, DecisionTable, Operator, Reference, Row, Rulebook
from app.rules.core.selectors import Context, Unresolved, resolve
from app.rules.core.values import Value, ValueType

_COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}

# What is known in one role: facts, and the results of the outcomes before.
Known = Mapping[str, Value | Undetermined | None]


@dataclass(frozen=True, slots=True)
class BoundComparison:
    """A comparison with its value; `because` names what is unknown where there is none."""

    subject: str
    name: str
    type: ValueType
    operator: Operator
    needed: Value | None
    because: tuple[str, ...]

    def holds(self, known: Known) -> bool | None:
        """Return whether it holds; None if it can't be known."""
        actual = known.get(self.subject)
        if actual is None or self.needed is None:
            return None
        if isinstance(actual, Undetermined):
            answers = {self._compare(value) for value in actual.possible}
            return answers.pop() if len(answers) == 1 else None
        return self._compare(actual)

    def _compare(self, actual: Value) -> bool:
        if self.type.ordered:
            rank = self.type.choices.index
            return _COMPARE[self.operator](rank(str(actual)), rank(str(self.needed)))
        return _COMPARE[self.operator](actual, self.needed)

    def need(self, known: Known) -> Need:
        """Return what it asks for beside what is known."""
        actual = known.get(self.subject)
        told = None if isinstance(actual, Undetermined) else actual
        return Need(self.subject, self.name, self.type, self.operator, self.needed, told)

    def lacks(self, known: Known) -> tuple[str, ...]:
        """Return the names, of facts or of what the value depends on, that keep it from being known."""
        actual = known.get(self.subject)
        unknown = (self.subject,) if actual is None else actual.facts if isinstance(actual, Undetermined) else ()
        return (*self.because, *unknown)


@dataclass(frozen=True, slots=True)
class BoundRow:
    """A row whose conditions and result are values; `result` is None where its parameter has no single value."""

    name: str
    conditions: tuple[tuple[BoundComparison, ...], ...]
    result: Value | None
    because: tuple[str, ...]

    def missing(self, known: Known) -> tuple[bool | None, tuple[Missing, ...]]:
        """Return whether the row holds (None: can't be known), and the conditions that don't or may not hold."""
        holds: bool | None = True
        missing: list[Missing] = []
        for alternatives in self.conditions:
            answers = [comparison.holds(known) for comparison in alternatives]
            if True in answers:
                continue
            holds = None if None in answers and holds is not False else False
            missing.append(Missing(tuple(comparison.need(known) for comparison in alternatives)))
        return holds, tuple(missing)

    def unknown(self, known: Known) -> set[str]:
        """Return the names that keep the conditions from being known."""
        names: set[str] = set()
        for alternatives in self.conditions:
            answers = [comparison.holds(known) for comparison in alternatives]
            for comparison, answer in zip(alternatives, answers, strict=True):
                if answer is None and True not in answers:
                    names.update(comparison.lacks(known))
        return names


def bind_table(rulebook: Rulebook, table: DecisionTable, context: Context, as_at: date) -> tuple[BoundRow, ...]:
    """Return the table's rows for partners of this context on that day."""

    def value_of(operand: Value | Reference) -> tuple[Value | None, tuple[str, ...]]:
        if not isinstance(operand, Reference):
            return operand, ()
        found = resolve(rulebook.parameter_by_key[operand.parameter].values, context, as_at)
        if isinstance(found, Unresolved):
            return None, found.unknown_dimensions or (operand.parameter,)
        return found, ()

    def bind_comparison(comparison: Comparison) -> BoundComparison:
        fact = rulebook.fact_by_key.get(comparison.subject)
        declared = fact or rulebook.outcome_by_key[comparison.subject]
        name = fact.name if fact else comparison.subject.replace("_", " ")
        return BoundComparison(
            comparison.subject, name, declared.type, comparison.operator, *value_of(comparison.operand)
        )

    def bind_row(row: Row) -> BoundRow:
        conditions = tuple(tuple(map(bind_comparison, condition.alternatives)) for condition in row.conditions)
        return BoundRow(row.name, conditions, *value_of(row.result))

    return tuple(map(bind_row, table.rows))
