"""Decision tables in words."""

from dataclasses import dataclass

from app.rules import wording
from app.rules.core import Outcome, Rulebook
from app.rules.core.rulebook import Comparison, Operator, Reference, Row

_WORDS: dict[Operator, str] = {
    ">=": "at least",
    ">": "more than",
    "<=": "at most",
    "<": "less than",
    "==": "is",
    "!=": "is not",
}


@dataclass(frozen=True)
class ComparisonShown:
    """`certified engineers` `at least` 5, or the value of the parameter `gold.certified_engineers`."""

    fact: str
    words: str
    value: str
    parameter: str


@dataclass(frozen=True)
class RowShown:
    """A row: its result (or the parameter that gives it) if all conditions hold, each with its alternatives."""

    name: str
    result: str
    parameter: str
    conditions: tuple[tuple[ComparisonShown, ...], ...]


@dataclass(frozen=True)
class OutcomeShown:
    """An outcome: what it is, how several roles come together, and for which roles which rows are tried in turn."""

    key: str
    name: str
    meaning: str
    together: str
    tables: tuple[tuple[str, tuple[RowShown, ...]], ...]


def outcomes_shown(rulebook: Rulebook) -> list[OutcomeShown]:
    """Return all outcomes in the rulebook's order."""
    return [
        OutcomeShown(
            outcome.key,
            wording.result(outcome.key),
            outcome.meaning,
            wording.combined(outcome),
            tuple(
                (wording.roles(table.roles), tuple(_row(rulebook, outcome, row) for row in table.rows))
                for table in outcome.tables
            ),
        )
        for outcome in rulebook.outcomes
    ]


def _row(rulebook: Rulebook, outcome: Outcome, row: Row) -> RowShown:
    conditions = tuple(
        tuple(_comparison(rulebook, comparison) for comparison in condition.alternatives)
        for condition in row.conditions
    )
    if isinstance(row.result, Reference):
        return RowShown(row.name, "", row.result.parameter, conditions)
    return RowShown(row.name, wording.outcome_value(outcome, row.result), "", conditions)


def _comparison(rulebook: Rulebook, one: Comparison) -> ComparisonShown:
    fact = rulebook.fact_by_key.get(one.subject)
    name, type_ = (fact.name, fact.type) if fact else (one.subject, rulebook.outcome_by_key[one.subject].type)
    if isinstance(one.operand, Reference):
        return ComparisonShown(name.replace("_", " "), _WORDS[one.operator], "", one.operand.parameter)
    return ComparisonShown(
        name.replace("_", " "), _WORDS[one.operator], wording.value_with_unit(type_, one.operand), ""
    )
