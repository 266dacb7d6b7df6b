"""The rulebook as values: read, checked, evaluated, changed, compared and simulated without storage or web."""

from app.rules.core.change_documents import parse_changes
from app.rules.core.changes import ParameterChange, apply_changes, check_change
from app.rules.core.combining import Result, RoleResult, Undetermined
from app.rules.core.difference import ChangeLine, diff
from app.rules.core.evaluation import Evaluator, OutcomeResult, evaluate
from app.rules.core.explanation import Missing, Need, RowAbove
from app.rules.core.movement import Movement, result_text
from app.rules.core.parsing import parse_rulebook
from app.rules.core.partner import PartnerFacts
from app.rules.core.population import Population, population_from_rows
from app.rules.core.problems import BadValue, Problem, RulebookErrors
from app.rules.core.results import RESULTS_HEADER, Summary, results_rows, summary
from app.rules.core.rulebook import Fact, Outcome, Parameter, Rulebook
from app.rules.core.selectors import EVERYONE, DatedValue, Selector, Unresolved, in_force, resolve
from app.rules.core.simulation import COMBINED, Simulation, SimulationRow, simulate
from app.rules.core.values import Value, ValueType, say_bare, value_text
from app.rules.core.writing import rulebook_digest, write_rulebook

__all__ = [
    "COMBINED",
    "EVERYONE",
    "RESULTS_HEADER",
    "BadValue",
    "ChangeLine",
    "DatedValue",
    "Evaluator",
    "Fact",
    "Missing",
    "Movement",
    "Need",
    "Outcome",
    "OutcomeResult",
    "Parameter",
    "ParameterChange",
    "PartnerFacts",
    "Population",
    "Problem",
    "Result",
    "RoleResult",
    "RowAbove",
    "Rulebook",
    "RulebookErrors",
    "Selector",
    "Simulation",
    "SimulationRow",
    "Summary",
    "Undetermined",
    "Unresolved",
    "Value",
    "ValueType",
    "apply_changes",
    "check_change",
    "diff",
    "evaluate",
    "in_force",
    "parse_changes",
    "parse_rulebook",
    "population_from_rows",
    "resolve",
    "result_text",
    "results_rows",
    "rulebook_digest",
    "say_bare",
    "simulate",
    "summary",
    "value_text",
    "write_rulebook",
]
