"""What a rulebook is made of: facts, parameters and decision tables, as frozen values."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from app.rules.core.selectors import DatedValue
from app.rules.core.values import Value, ValueType

Operator = Literal[">=", "<=", "==", "!=", ">", "<"]
Combine = Literal["highest", "each", "sum"]

OPERATORS: tuple[Operator, ...] = get_args(Operator)
COMBINES: tuple[Combine, ...] = get_args(Combine)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a partner: a metric or an attribute; `name` is how it reads in a sentence."""

    key: str
    name: str
    type: ValueType
    meaning: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named, typed number of the program that a decision can change."""

    key: str
    type: ValueType
    meaning: str
    values: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """The use of a parameter, by its key."""

    parameter: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact (or an earlier outcome) compared with a literal or a parameter."""

    subject: str
    operator: Operator
    operand: Value | Reference


@dataclass(frozen=True, slots=True)
class Condition:
    """True if any of its alternatives is."""

    alternatives: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """If all conditions hold, the result; a row without conditions always fires."""

    name: str
    conditions: tuple[Condition, ...]
    result: Value | Reference


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Ordered rows for one or more partner roles; the first that holds wins."""

    roles: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Outcome:
    """What is decided of a partner: a tier, a discount, an incentive. A choice's results go from low to high."""

    key: str
    type: ValueType
    meaning: str
    combine: Combine
    tables: tuple[DecisionTable, ...]

    @cached_property
    def table_by_role(self) -> dict[str, DecisionTable]:
        """Return the decision table of each role that has one."""
        return {role: table for table in self.tables for role in table.roles}


@dataclass(frozen=True)
class Rulebook:
    """One version of a program's rules. `dimensions` are what selectors may name, each with its values."""

    key: str
    title: str
    version: str
    effective: date
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[Fact, ...]
    parameters: tuple[Parameter, ...]
    outcomes: tuple[Outcome, ...]

    @cached_property
    def dimension_values(self) -> dict[str, tuple[str, ...]]:
        """Return the values each dimension may have."""
        return dict(self.dimensions)

    @cached_property
    def fact_by_key(self) -> dict[str, Fact]:
        """Return the facts by key."""
        return {fact.key: fact for fact in self.facts}

    @cached_property
    def parameter_by_key(self) -> dict[str, Parameter]:
        """Return the parameters by key."""
        return {parameter.key: parameter for parameter in self.parameters}

    @cached_property
    def outcome_by_key(self) -> dict[str, Outcome]:
        """Return the outcomes by key."""
        return {outcome.key: outcome for outcome in self.outcomes}
