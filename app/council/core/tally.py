"""Counts a ballot of for, against and abstain, and says what it came to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction


class Choice(StrEnum):
    in_favour = "for"
    against = "against"
    abstain = "abstain"


class Result(StrEnum):
    adopted = "adopted"
    rejected = "rejected"
    no_quorum = "no_quorum"


THRESHOLDS = {"majority": Fraction(1, 2), "two_thirds": Fraction(2, 3)}
THRESHOLD_WORDS = {"majority": "more votes for than against", "two_thirds": "two thirds of the votes for and against"}


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of a closed ballot. Abstentions count for the quorum and not for the threshold."""

    in_favour: int
    against: int
    abstain: int
    roll: int
    recused: int

    @property
    def voted(self) -> int:
        return self.in_favour + self.against + self.abstain

    def as_dict(self) -> dict[str, int]:
        """Return the counts as they are stored."""
        counts = asdict(self)
        return {"for": counts.pop("in_favour"), **counts, "voted": self.voted}


def count(votes: Iterable[str], *, roll: int, recused: int) -> Tally:
    """Return the tally of the votes. Raises ValueError for a choice that isn't one."""
    choices = [Choice(vote) for vote in votes]
    return Tally(
        choices.count(Choice.in_favour), choices.count(Choice.against), choices.count(Choice.abstain), roll, recused
    )


def result(tally: Tally, *, threshold: str, quorum: int) -> Result:
    """Return what a ballot came to.

    A majority needs more votes for than against; two thirds needs at least two thirds of those for and against. Too few
    votes for the quorum decide nothing. A tie rejects: the rules stay as they are.
    """
    if tally.voted < quorum:
        return Result.no_quorum
    decisive = tally.in_favour + tally.against
    share = Fraction(tally.in_favour, decisive) if decisive else Fraction(0)
    needed = THRESHOLDS[threshold]
    enough = share > needed if threshold == "majority" else share >= needed
    return Result.adopted if enough and decisive else Result.rejected


def sentence(tally: Tally, outcome: Result, *, quorum: int) -> str:
    """Return the decision in words, e.g. "Adopted 9 to 2, one abstained, one recused"."""
    if outcome is Result.no_quorum:
        return f"Not decided: {tally.voted} of {tally.roll} voted, {quorum} were needed"
    words = [f"{outcome.capitalize()} {tally.in_favour} to {tally.against}"]
    if tally.abstain:
        words.append(f"{_number(tally.abstain)} abstained")
    if tally.recused:
        words.append(f"{_number(tally.recused)} recused")
    return ", ".join(words)


def _number(count: int) -> str:
    names = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return names[count] if count < len(names) else str(count)
