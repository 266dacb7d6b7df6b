"""Tables of Decide: who sits, when they meet, what is put to the vote, what follows."""

from app.council.models.ballots import Ballot, Decision, OwnerAnswer, Recusal, RollEntry, Vote
from app.council.models.councils import Council, Seat
from app.council.models.sessions import AgendaItem, Attendance, CouncilSession, Minutes

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Council",
    "CouncilSession",
    "Decision",
    "Minutes",
    "OwnerAnswer",
    "Recusal",
    "RollEntry",
    "Seat",
    "Vote",
]
