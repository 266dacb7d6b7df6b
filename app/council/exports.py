"""A closed ballot as a document that anybody can check offline with `./parley ballots verify`."""

from typing import Any

from app.council import queries
from app.council.core.export_check import FORMAT
from app.council.models import Ballot
from app.shared.errors import ConflictError


def export_ballot(ballot: Ballot) -> dict[str, Any]:
    """Return everything that was locked, the roll, the votes and what they came to. Raises ConflictError before.

    Votes of a secret ballot are only choices, sorted: a key would let a member prove to others how they voted.
    """
    decision = queries.decision_of_ballot(ballot.id)
    if ballot.state != "closed" or decision is None or ballot.closed_at is None:
        raise ConflictError("A ballot can be exported once it is closed and counted.")
    roll = queries.roll(ballot.id)
    return {
        "format": FORMAT,
        "ballot": ballot.public_id,
        "council": ballot.council.name,
        "subject": ballot.subject,
        "question": ballot.question,
        "secret": ballot.secret,
        "threshold": ballot.threshold,
        "quorum": ballot.quorum,
        "opened_at": ballot.opened_at.isoformat(),
        "closes_at": ballot.closes_at.isoformat(),
        "closed_at": ballot.closed_at.isoformat(),
        "locked_digest": ballot.locked_digest,
        "roll": [{"seat": entry.seat.public_id, **_holder(entry.seat), "voted": entry.voted} for entry in roll],
        "recused": [
            {"seat": one.seat.public_id, **_holder(one.seat), "reason": one.reason}
            for one in queries.recusals(ballot.id)
        ],
        "votes": _votes(ballot, {entry.seat_id: entry.seat.public_id for entry in roll}),
        "tally": ballot.tally,
        "result": decision.result,
        "sentence": decision.sentence,
    }


def _holder(seat: Any) -> dict[str, str]:
    return {"name": seat.person.name, "standing": queries.standing_of(seat)}


def _votes(ballot: Ballot, public_ids: dict[int, str]) -> list[dict[str, str]]:
    if ballot.secret:
        return [{"choice": choice} for choice in queries.choices(ballot.id)]
    by_seat = {public_ids[seat]: choice for seat, choice in queries.choices_by_seat(ballot.id).items()}
    return [{"seat": seat, "choice": choice} for seat, choice in sorted(by_seat.items())]
