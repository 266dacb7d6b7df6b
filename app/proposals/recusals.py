"""Finds who should stand aside: seats whose own organisation the change would move."""

import datetime as dt
from dataclasses import dataclass

from app.council import queries as councils
from app.council.models import Council, Seat
from app.proposals import queries
from app.proposals.core.wording import said
from app.proposals.models import Proposal, Simulation
from app.shared import clock

_SIDES = ("before", "after")


@dataclass(frozen=True)
class FoundRecusal:
    """A seat and why it should stand aside."""

    seat: Seat
    reason: str


def today() -> dt.date:
    """Return the day whose seats count."""
    return clock.now().date()


def found(proposal: Proposal, council: Council) -> list[FoundRecusal]:
    """Return the seats whose partner moves in the frozen simulation, each with one reason: its tier if that moves."""
    simulation = queries.simulation_of(proposal.id)
    if simulation is None:
        return []
    moves: dict[str, list[str]] = {}
    for move in sorted(simulation.moved, key=lambda move: not _is_tier(simulation, move)):
        before, after = (said(simulation.summary["outcomes"][move["outcome"]], move[side]) for side in _SIDES)
        turn = f"to {after}" if _is_tier(simulation, move) else f"from {before} to {after} ({move['outcome']})"
        moves.setdefault(move["partner"], []).append(turn)
    return [
        FoundRecusal(seat, f"the change would move {seat.partner.name} {moves[seat.partner.public_id][0]}")
        for seat in councils.seats(council.id, today())
        if seat.partner and seat.partner.public_id in moves
    ]


def _is_tier(simulation: Simulation, move: dict[str, str]) -> bool:
    return bool(simulation.summary["outcomes"][move["outcome"]]["kind"] == "choice")
