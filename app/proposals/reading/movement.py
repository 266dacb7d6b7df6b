"""Who would move, by tier, role and market, from a simulation's counts; and whether it is still true."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.programs.core.partner_facts import role_label
from app.proposals import queries, trying
from app.proposals.core.tiers import TierRow, affected, tier_rows, undetermined
from app.proposals.core.wording import said
from app.proposals.models import Proposal, Simulation
from app.rules import queries as rules
from app.shared.errors import DomainError


@dataclass(frozen=True)
class SegmentRow:
    """A role or a market: how many of it move up, down, not at all, or can't be told."""

    name: str
    up: int
    down: int
    unchanged: int
    undetermined: int


@dataclass(frozen=True)
class OutcomeMovement:
    """One outcome. `tiers` has rows only for an outcome of ordered results, `turns` (before, after, how many) only for
    amounts."""

    key: str
    name: str
    tiers: list[TierRow]
    turns: list[tuple[str, str, int]]
    up: int
    down: int
    undetermined: tuple[int, int]
    unknown_facts: list[str]
    roles: list[SegmentRow]
    markets: list[SegmentRow]

    @property
    def moved(self) -> int:
        """How many get another result that is known."""
        return self.up + self.down


def movement(summary: Mapping[str, Any]) -> list[OutcomeMovement]:
    """Return the outcomes that a page shows: those with tiers always, amounts only where somebody's changes."""
    shown = []
    for key, outcome in summary["outcomes"].items():
        if key not in summary["transitions"]:
            continue
        transitions = summary["transitions"][key]
        is_tier = outcome["kind"] == "choice"
        if is_tier or affected({"transitions": transitions}):
            shown.append(_outcome(summary, key, is_tier))
    return shown


def _outcome(summary: Mapping[str, Any], key: str, is_tier: bool) -> OutcomeMovement:
    transitions, outcome = summary["transitions"][key], summary["outcomes"][key]
    turns = [
        (said(outcome, before), said(outcome, after), number)
        for before, row in transitions.items()
        for after, number in row.items()
        if before != after
    ]
    facts = summary["undetermined"][key]["facts"]
    return OutcomeMovement(
        key=key,
        name=key.replace("_", " "),
        tiers=tier_rows(transitions, outcome["choices"]) if is_tier else [],
        turns=[] if is_tier else turns,
        up=summary["up"][key],
        down=summary["down"][key],
        undetermined=undetermined(transitions),
        unknown_facts=[summary["fact_names"].get(fact, fact.replace("_", " ")) for fact in facts],
        roles=_segments(summary["by_role"][key], role_label),
        markets=_segments(summary["by_market"][key], str),
    )


def _segments(counts: Mapping[str, Any], name: Any) -> list[SegmentRow]:
    return [
        SegmentRow(name(segment), one["up"], one["down"], one["unchanged"], one["undetermined"])
        for segment, one in counts.items()
    ]


def outdated(proposal: Proposal, simulation: Simulation) -> str:
    """Return what changed since a simulation was frozen, while it still matters; an empty text if nothing did."""
    if proposal.state not in {"open", "ballot"}:
        return ""
    base = rules.version_in_force(proposal.program_id, trying.day_of(proposal))
    if base is not None and base.id != simulation.base_version_id:
        return f"Version {base.label} of the rulebook was published since this was tried."
    if trying.known(proposal.program_id) == simulation.summary.get("known"):
        return ""
    try:
        now = trying.try_on_partners(proposal, queries.changes_of(proposal.id))
    except DomainError as error:
        return f"The change can't be made to today's rules any more: {error.message}"
    if now.summary["digest"] == simulation.summary["digest"]:
        return ""
    moved = len({move["partner"] for move in now.moved})
    return f"What is known of the partners changed since. Tried today, {moved} of them would get another result."
