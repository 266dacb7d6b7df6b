"""Changes of parameters: read from a document, checked against a rulebook, and applied to give the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.rules.core.problems import BadValue, Problem, RulebookErrors
from app.rules.core.rulebook import Parameter, Rulebook
from app.rules.core.selectors import DatedValue, Selector, ambiguous_pairs, in_force
from app.rules.core.values import Value, shorten


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """A parameter gets a value for a selector, in force from the day `effective`."""

    parameter: str
    selector: Selector
    value: Value
    effective: date


def apply_changes(rulebook: Rulebook, changes: Sequence[ParameterChange]) -> Rulebook:
    """Return the rulebook with all the changes, whatever their order.

    Raises RulebookErrors with every problem: in each, `line` is None and `column` the parameter's key.
    """
    problems: list[Problem] = []
    added: dict[str, list[DatedValue]] = {}
    for change in changes:
        problem = check_change(rulebook, change)
        earlier = added.setdefault(change.parameter, [])
        if problem is None and any(
            dated.selector == change.selector and dated.since == change.effective for dated in earlier
        ):
            problem = _problem(change, "duplicate", f"is changed twice for the same partners from {change.effective}")
        if problem is not None:
            problems.append(problem)
        else:
            earlier.append(DatedValue(change.selector, change.value, change.effective))
    parameters = tuple(_with_values(parameter, added.get(parameter.key, [])) for parameter in rulebook.parameters)
    for parameter in parameters:
        for one, other in ambiguous_pairs(parameter.values):
            message = (
                f"{parameter.key} would be ambiguous: [{one.label()}] and [{other.label()}] both match some partners;"
                " change the value for both together too"
            )
            problems.append(Problem(None, parameter.key, "ambiguous", message))
    if problems:
        raise RulebookErrors("changes", tuple(problems))
    return replace(rulebook, parameters=parameters)


def check_change(rulebook: Rulebook, change: ParameterChange) -> Problem | None:
    """Return what is wrong with one change by itself: its parameter, selector, type or bounds, or that it is none."""
    parameter = rulebook.parameter_by_key.get(change.parameter)
    if parameter is None:
        message = f"there is no parameter “{shorten(change.parameter)}”"
        return Problem(None, change.parameter, "unknown_parameter", message)
    for dimension, value in change.selector.pairs:
        known = rulebook.dimension_values.get(dimension)
        if known is None:
            return _problem(change, "unknown_selector", f"can't be selected by “{shorten(dimension)}”")
        if value not in known:
            message = f"can't be for {dimension} “{shorten(value)}”, which is not one of {', '.join(known)}"
            return _problem(change, "unknown_value", message)
    try:
        parameter.type.check(change.value)
    except BadValue as error:
        return _problem(change, error.reason, f"can't have this value: {error.message}")
    if in_force(parameter.values, change.effective).get(change.selector) == change.value:
        return _problem(change, "no_change", f"is {parameter.type.say(change.value)} then already")
    return None


def _problem(change: ParameterChange, reason: str, message: str) -> Problem:
    label = f" [{change.selector.label()}]" if change.selector.pairs else ""
    return Problem(None, change.parameter, reason, f"{change.parameter}{label} {message}")


def _with_values(parameter: Parameter, added: list[DatedValue]) -> Parameter:
    if not added:
        return parameter
    replaced = {(dated.selector, dated.since) for dated in added}
    kept = [dated for dated in parameter.values if (dated.selector, dated.since) not in replaced]
    return replace(parameter, values=tuple(sorted([*kept, *added], key=DatedValue.order)))
