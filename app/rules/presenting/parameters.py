"""Parameters in groups, each with the values in force on a day and those that are to come."""

from dataclasses import dataclass
from datetime import date

from app.rules import wording
from app.rules.core import EVERYONE, DatedValue, Parameter, Rulebook, Selector, in_force


@dataclass(frozen=True)
class ValueShown:
    """A value for some partners; `whom` is in words. `later` are (day, value) known already."""

    whom: str
    value: str
    later: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class ParameterShown:
    """A parameter: its key, what it means, and its values, the most specific first."""

    key: str
    meaning: str
    values: tuple[ValueShown, ...]


@dataclass(frozen=True)
class Group:
    """Parameters whose keys begin with the same word."""

    name: str
    parameters: tuple[ParameterShown, ...]


def parameter_groups(rulebook: Rulebook, on: date) -> list[Group]:
    """Return all parameters in the rulebook's order, grouped by the first word of their keys."""
    found: dict[str, list[ParameterShown]] = {}
    for parameter in rulebook.parameters:
        name = wording.result(parameter.key.partition(".")[0])
        found.setdefault(name, []).append(ParameterShown(parameter.key, parameter.meaning, _values(parameter, on)))
    return [Group(name, tuple(parameters)) for name, parameters in found.items()]


def _values(parameter: Parameter, on: date) -> tuple[ValueShown, ...]:
    now = in_force(parameter.values, on)
    later = [dated for dated in parameter.values if dated.since is not None and dated.since > on]
    selectors = {dated.selector: dated for dated in sorted([*parameter.values], key=DatedValue.order)}
    return tuple(
        ValueShown(
            _whom(selector, alone=len(selectors) == 1),
            wording.value_with_unit(parameter.type, now[selector]) if selector in now else "none yet",
            tuple(
                (dated.since, wording.value_with_unit(parameter.type, dated.value))
                for dated in later
                if dated.selector == selector and dated.since is not None
            ),
        )
        for selector in sorted(selectors, key=lambda one: (-len(one.pairs), one))
    )


def _whom(selector: Selector, *, alone: bool) -> str:
    return "everyone else" if selector == EVERYONE and not alone else wording.whom(selector)
