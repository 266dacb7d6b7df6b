"""Reads the rules that a proposal would change, and tries its changes on the program's partners."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.proposals.core.frozen import digest
from app.proposals.models import ParameterChange, Proposal
from app.rules import queries as rules
from app.rules import services as rules_services
from app.rules.core import (
    COMBINED,
    BadValue,
    Rulebook,
    RulebookErrors,
    Selector,
    Simulation,
    Unresolved,
    apply_changes,
    diff,
    resolve,
    result_text,
    summary,
    value_text,
)
from app.rules.core import ParameterChange as CoreChange
from app.rules.models import RulebookVersion
from app.shared.errors import ConflictError, DomainError


@dataclass(frozen=True)
class Trial:
    """What changes would do: the version they start from, who moves, and the counts by outcome, role and market."""

    base: RulebookVersion
    as_at: dt.date
    summary: dict[str, Any]
    moved: list[dict[str, str]]

    @property
    def digest(self) -> str:
        """The digest of all of it."""
        return trial_digest(self.base.public_id, self.as_at, self.summary, self.moved)


def trial_digest(base: str, as_at: dt.date, totals: dict[str, Any], moved: list[Any]) -> str:
    """Return the digest of a simulation as it is frozen."""
    return digest([base, as_at.isoformat(), totals, moved])


def day_of(proposal: Proposal) -> dt.date:
    """Return the day whose rules the proposal changes: when it would be in force, today if that isn't said or past."""
    today = rules.today(proposal.program_id)
    return max(proposal.effective_on or today, today)


def base_version(proposal: Proposal) -> RulebookVersion:
    """Return the rulebook version in force on the proposal's day. Raises ConflictError where there is none."""
    version = rules.version_in_force(proposal.program_id, day_of(proposal))
    if version is None:
        raise ConflictError("The program has no rulebook yet, so there is no rule to change. Publish one first.")
    return version


def base_rulebook(proposal: Proposal) -> Rulebook:
    """Return the rules that the proposal starts from."""
    return rules.rulebook_of(base_version(proposal))


def read_change(rulebook: Rulebook, change: ParameterChange, day: dt.date) -> CoreChange:
    """Return a stored change as the rulebook understands it. Raises DomainError for what the rulebook refuses."""
    parameter = rulebook.parameter_by_key.get(change.parameter)
    if parameter is None:
        raise DomainError(
            f"The rulebook has no parameter {change.parameter}.", fields={"parameter": "is not one of these"}
        )
    try:
        value = parameter.type.read(change.after)
    except BadValue as error:
        raise DomainError(f"{change.parameter}: {error.message}.", fields={"after": error.reason}) from error
    return CoreChange(parameter.key, Selector.of(change.selector), value, day)


def changed_rulebook(rulebook: Rulebook, changes: Sequence[ParameterChange], day: dt.date) -> Rulebook:
    """Return the rules with all the changes. Raises DomainError with every reason why they can't be."""
    read = [read_change(rulebook, change, day) for change in changes]
    try:
        return apply_changes(rulebook, read)
    except RulebookErrors as errors:
        messages = ". ".join(problem.message for problem in errors.problems)
        raise DomainError(f"{messages}.", fields={"after": errors.problems[0].reason}) from errors


def value_before(rulebook: Rulebook, change: ParameterChange, day: dt.date) -> str:
    """Return the value that partners of the selector have on that day without the change; empty where none is set."""
    parameter = rulebook.parameter_by_key.get(change.parameter)
    found = resolve(parameter.values, change.selector, day) if parameter else Unresolved()
    return "" if isinstance(found, Unresolved) else value_text(found)


def try_on_partners(proposal: Proposal, changes: Sequence[ParameterChange]) -> Trial:
    """Return what the changes would do to all partners as they stand today, with the rules of the proposal's day."""
    version, today, day = base_version(proposal), rules.today(proposal.program_id), day_of(proposal)
    before = rules.rulebook_of(version)
    after = changed_rulebook(before, changes, day)
    read = [read_change(before, change, day) for change in changes]
    found = rules_services.try_changes(proposal.program_id, read, today)
    totals = {
        **summary(found),
        "outcomes": _outcomes(before),
        "fact_names": {fact.key: fact.name for fact in before.facts},
        "changes": [line.sentence() for line in diff(before, after)],
        "known": known(proposal.program_id),
    }
    return Trial(version, today, totals, _moved(found, before))


def known(program_id: int) -> str:
    """Return the digest of what is known of the partners today: another one later means that it changed."""
    partners = rules.population(program_id, rules.today(program_id))
    return digest(
        [
            [one.partner, one.roles, one.market, sorted((key, str(value)) for key, value in one.facts.items())]
            for one in partners
        ]
    )


def _outcomes(rulebook: Rulebook) -> dict[str, Any]:
    return {
        outcome.key: {
            "meaning": outcome.meaning,
            "kind": outcome.type.kind,
            "unit": outcome.type.unit or "",
            "choices": list(outcome.type.choices),
            "each_role": outcome.combine == "each",
        }
        for outcome in rulebook.outcomes
    }


def _moved(found: Simulation, rulebook: Rulebook) -> list[dict[str, str]]:
    moved = []
    for row in found.rows:
        apart = rulebook.outcome_by_key[row.outcome].combine == "each"
        before, after = result_text(row.before), result_text(row.after)
        if before != after and (row.role != COMBINED) == apart:
            moved.append(
                {"partner": row.partner, "role": row.role, "outcome": row.outcome, "before": before, "after": after}
            )
    return moved
