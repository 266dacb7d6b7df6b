"""What the part `council/_ballot.html` and the page of a ballot show to one viewer."""

from dataclasses import dataclass

from app.council import queries, services
from app.council.core.tally import THRESHOLD_WORDS
from app.council.models import Ballot, Decision, OwnerAnswer, Recusal, RollEntry, Seat
from app.identity.viewer import Viewer

CHOICES = (("for", "For"), ("against", "Against"), ("abstain", "Abstain"))


@dataclass(frozen=True)
class RollRow:
    """A seat on the roll; its choice only in an open ballot that is closed."""

    seat: Seat
    standing: str
    voted: bool
    choice: str | None


@dataclass(frozen=True)
class BallotPart:
    """A ballot as the viewer sees it."""

    ballot: Ballot
    is_open: bool
    roll: list[RollEntry]
    recusals: list[Recusal]
    my_seat: Seat | None
    my_vote: str | None
    decision: Decision | None
    answer: OwnerAnswer | None
    may_run: bool
    may_close: bool
    choices: tuple[tuple[str, str], ...] = CHOICES

    @property
    def voted(self) -> int:
        return sum(entry.voted for entry in self.roll)

    @property
    def seats(self) -> int:
        return len(self.roll) + len(self.recusals)

    @property
    def rule(self) -> str:
        """The rule in words, as it was fixed when the ballot opened."""
        kind = "Secret." if self.ballot.secret else "Open: after it closes, the council sees how each seat voted."
        words = THRESHOLD_WORDS.get(self.ballot.threshold, self.ballot.threshold)
        return f"{kind} Passes with {words}, if at least {self.ballot.quorum} of {self.seats} seats vote."

    def rows(self) -> list[RollRow]:
        """Return the roll with standings; choices where the ballot was open and is closed."""
        shown = not self.ballot.secret and self.ballot.state == "closed"
        by_seat = queries.choices_by_seat(self.ballot.id) if shown else {}
        return [
            RollRow(entry.seat, queries.standing_of(entry.seat), entry.voted, by_seat.get(entry.seat_id))
            for entry in self.roll
        ]


def ballot_part(ballot: Ballot, viewer: Viewer) -> BallotPart:
    """Return what the viewer sees of a ballot."""
    roll, is_open = queries.roll(ballot.id), queries.is_open(ballot)
    seat = queries.seat_on_roll(ballot.id, viewer.person_id) if viewer.may("ballots.vote") else None
    decision = queries.decision_of_ballot(ballot.id)
    countable = ballot.state == "open" and (not is_open or all(entry.voted for entry in roll))
    return BallotPart(
        ballot=ballot,
        is_open=is_open,
        roll=roll,
        recusals=queries.recusals(ballot.id),
        my_seat=seat,
        my_vote=services.vote_of(ballot, seat) if seat else None,
        decision=decision,
        answer=queries.answer_to(decision.id) if decision else None,
        may_run=viewer.may("council.run"),
        may_close=viewer.may("council.run") and countable,
    )


def part_of_subject(subject: str, viewer: Viewer) -> BallotPart | None:
    """Return the newest ballot on a subject as the viewer sees it; None before one is opened."""
    ballots = queries.ballots_of(subject)
    return ballot_part(ballots[0], viewer) if ballots else None
