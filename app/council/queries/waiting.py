"""What waits at this station for one person."""

from dataclasses import dataclass

from app.council.models import Ballot, CouncilSession, Decision
from app.council.queries.ballots import open_ballots, roll
from app.council.queries.decisions import answers_due
from app.council.queries.sessions import next_session
from app.identity.viewer import Viewer


@dataclass(frozen=True)
class Waiting:
    """Open ballots in which the viewer has not voted, decisions they must answer, and the council's next session."""

    ballots: list[Ballot]
    answers: list[Decision]
    next_session: CouncilSession | None


def waiting(viewer: Viewer) -> Waiting:
    """Return what waits for the viewer: each the most urgent first."""
    ahead = next_session(viewer.program_id) if viewer.may("council.see") else None
    answers = answers_due(viewer.program_id) if viewer.may("decisions.answer") else []
    return Waiting(ballots_awaiting(viewer), answers, ahead)


def ballots_awaiting(viewer: Viewer) -> list[Ballot]:
    """Return the open ballots on whose roll the viewer is and in which they have not voted, the next to close first."""
    if not viewer.may("ballots.vote"):
        return []
    mine = [
        ballot
        for ballot in open_ballots(viewer.program_id)
        if any(entry.seat.person_id == viewer.person_id and not entry.voted for entry in roll(ballot.id))
    ]
    return sorted(mine, key=lambda ballot: ballot.closes_at)
