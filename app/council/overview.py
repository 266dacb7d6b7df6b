"""What the pages of councils show: who sits, what was decided, what was answered and what is due."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.council import queries
from app.council.models import Ballot, Council, CouncilSession, Decision, OwnerAnswer, Seat
from app.programs.core.partner_facts import MARKETS, PARTNER_ROLES
from app.shared import clock


@dataclass(frozen=True)
class DecisionRow:
    """A decision with the vendor's answer, or whether it is due or late."""

    decision: Decision
    answer: OwnerAnswer | None

    @property
    def is_due(self) -> bool:
        return self.answer is None and self.decision.result != "no_quorum"

    @property
    def is_late(self) -> bool:
        return self.is_due and self.decision.answer_due < clock.now().date()


@dataclass(frozen=True)
class CouncilOverview:
    """A council with its seats of today in the order of roles and markets, and what it did."""

    council: Council
    seats: list[Seat]
    coming_seats: list[Seat]
    ballots: Sequence[Ballot]
    decisions: list[DecisionRow]
    sessions: list[CouncilSession]

    @property
    def open_ballots(self) -> list[Ballot]:
        return [ballot for ballot in self.ballots if queries.is_open(ballot)]


def decision_row(decision: Decision) -> DecisionRow:
    """Return a decision with the vendor's answer."""
    return DecisionRow(decision, queries.answer_to(decision.id))


def council_overview(council: Council) -> CouncilOverview:
    """Return what is known of a council."""
    today = clock.now().date()
    return CouncilOverview(
        council=council,
        seats=sorted(queries.seats(council.id, today), key=_by_role_and_market),
        coming_seats=queries.coming_seats(council.id, today),
        ballots=queries.ballots_of_council(council.id),
        decisions=[decision_row(decision) for decision in queries.decisions_of_council(council.id)],
        sessions=[one for one in queries.sessions(council.program_id) if one.council_id == council.id],
    )


def _by_role_and_market(seat: Seat) -> tuple[int, int, str]:
    role = PARTNER_ROLES.index(seat.partner_role) if seat.partner_role in PARTNER_ROLES else len(PARTNER_ROLES)
    market = MARKETS.index(seat.market) if seat.market in MARKETS else len(MARKETS)
    return role, market, seat.person.name
