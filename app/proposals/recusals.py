"""Finds who should stand aside: seats whose own organisation the change would move."""

import datetime as dt
from dataclasses import dataclass

from app.council import queries as councils
from app.council.models import Council, Seat
from app.proposals import queries
from app.proposals.core.wording import result_word
from app.proposals.models import Proposal
from app.shared import clock


@dataclass(frozen=True)
class FoundRecusal:
    """A seat and why it should stand aside."""

    seat: Seat
    reason: str


def today() -> dt.date:
    """Return the day whose seats count."""
    return clock.now().date()


def found(proposal: Proposal, council: Council) -> list[FoundRecusal]:
    """Return the council's seats whose partner moves in the proposal's frozen simulation, one reason a seat."""
    simulation = queries.simulation_of(proposal.id)
    if simulation is None:
        return []
    outcomes = simulation.summary["outcomes"]
    moves: dict[str, list[str]] = {}
    for move in simulation.moved:
        turn = f"to {result_word(move['after'])}"
        outcome = outcomes[move["outcome"]]
        if outcome["kind"] != "choice":
            turn = f"from {move['before']} to {move['after']} {outcome['unit']} ({move['outcome']})"
        moves.setdefault(move["partner"], []).append(turn)
    return [
        FoundRecusal(seat, f"the change would move {seat.partner.name} {', and '.join(moves[seat.partner.public_id])}")
        for seat in councils.seats(council.id, today())
        if seat.partner and seat.partner.public_id in moves
    ]
