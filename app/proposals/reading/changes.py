"""A proposal's changes, and the parameters that could be changed, in the rulebook's words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.proposals import queries, trying
from app.proposals.core.wording import selector_words
from app.proposals.models import ParameterChange, Proposal
from app.rules import queries as rules
from app.rules.core import BadValue, Parameter, Rulebook, in_force, say_bare
from app.rules.wording import unit_beside
from app.web.filters import FILTERS


@dataclass(frozen=True)
class ChangeLine:
    """One change as the page's `diff_line` shows it; `id` is its row, None for one that is only tried."""

    id: int | None
    parameter: str
    meaning: str
    selectors: list[str]
    old: str
    new: str
    unit: str
    effective: dt.date | None
    grace_until: dt.date | None = None


@dataclass(frozen=True)
class ParameterToday:
    """A parameter with its meaning and what it is for whom: (partners, value)."""

    key: str
    meaning: str
    values: list[tuple[str, str]]


def change_lines(proposal: Proposal, changes: Sequence[ParameterChange]) -> list[ChangeLine]:
    """Return the changes in words, as the rulebook version reads that they start from."""
    simulation = queries.simulation_of(proposal.id)
    version = (
        rules.version_by_id(simulation.base_version_id)
        if simulation
        else rules.version_in_force(proposal.program_id, trying.day_of(proposal))
    )
    rulebook = rules.rulebook_of(version) if version else None
    return [_line(proposal, change, rulebook) for change in changes]


def _line(proposal: Proposal, change: ParameterChange, rulebook: Rulebook | None) -> ChangeLine:
    parameter = rulebook.parameter_by_key.get(change.parameter) if rulebook else None

    return ChangeLine(
        id=change.id,
        parameter=change.parameter,
        meaning=parameter.meaning if parameter else "",
        selectors=selector_words(change.selector),
        old=_said(parameter, change.before),
        new=_said(parameter, change.after),
        unit=""
        if parameter is None or parameter.type.kind == "money"
        else unit_beside(_said(parameter, change.after), parameter.type.unit),
        effective=proposal.effective_on,
    )


def _said(parameter: Parameter | None, text: str) -> str:
    """Return a stored value as people read it, money with its currency; `none` where there is none."""
    if parameter is None or not text:
        return text or "none"
    try:
        value = parameter.type.read(text)
    except BadValue:
        return text
    if parameter.type.kind == "money" and isinstance(value, Decimal):
        return FILTERS["money"](value, parameter.type.unit or "")
    return say_bare(value)


def parameters_today(rulebook: Rulebook, day: dt.date) -> list[ParameterToday]:
    """Return every parameter with its values on a day, general ones first."""
    return [
        ParameterToday(
            parameter.key,
            parameter.meaning,
            [
                (", ".join(selector_words(dict(selector.pairs))) or "everybody", parameter.type.say(value))
                for selector, value in in_force(parameter.values, day).items()
            ],
        )
        for parameter in rulebook.parameters
    ]
