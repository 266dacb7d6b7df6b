"""What happens in Decide that others act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SessionPlanned:
    session_id: int


@dataclass(frozen=True)
class BallotOpened:
    ballot_id: int


@dataclass(frozen=True)
class BallotVoided:
    """A ballot was closed that is not what was locked: it decides nothing."""

    ballot_id: int


@dataclass(frozen=True)
class DecisionMade:
    decision_id: int


@dataclass(frozen=True)
class DecisionAnswered:
    decision_id: int
