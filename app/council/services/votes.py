"""Takes votes into the box, and seats off the roll.

Roll and box change together, so that their counts always match. In a secret ballot no column, time or order joins
them: PostgreSQL would, by the number of the transaction that wrote a row (xmin) and by the place of rows in the table,
so each vote writes the whole roll and the whole box anew, the box sorted by its keys.
"""

from flask import current_app
from sqlalchemy import delete, insert, or_, select, update

from app.audit.services import record
from app.council.core.lock import box_key
from app.council.core.tally import Choice
from app.council.models import Ballot, Recusal, RollEntry, Seat, Vote
from app.council.services.ballots import digest_of
from app.council.services.holding import hold_ballot
from app.db import database
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, GoneError, NotAllowedError
from surveys.plain_text import plain_text, says_something

Box = dict[str, tuple[str, int | None]]
"""Choice and, in an open ballot, seat row, by box key."""

KEY_LOST = (
    "Your earlier vote can't be found again, because the server's secret was changed since. Tell the facilitator: "
    "this ballot can't be counted."
)


def cast(ballot: Ballot, seat: Seat | None, choice: str, *, by: Viewer) -> None:
    """Put the seat's vote into the box, in place of an earlier one. Raises GoneError after closing."""
    by.must("ballots.vote")
    if seat is None or seat.person_id != by.person_id:
        raise NotAllowedError("Only who holds a seat on this council votes.")
    ballot = _still_open(ballot, "This ballot is closed. Your vote was not changed.")
    entry = _entry(ballot, seat)
    if entry is None:
        raise NotAllowedError("Your seat is not on the roll of this ballot: you are recused, or it began later.")
    if choice not in set(Choice):
        raise DomainError("Vote for, against, or abstain.", fields={"choice": "is not one of these"})
    if digest_of(ballot) != ballot.locked_digest:
        raise ConflictError("This ballot was changed after it opened and takes no more votes. Tell the facilitator.")
    box, key = _box(ballot), _box_key(ballot, seat)
    if entry.voted and key not in box:
        raise ConflictError(KEY_LOST)
    box[key] = (str(choice), None if ballot.secret else seat.id)
    _write_anew(ballot, box, voted=seat)


def vote_of(ballot: Ballot, seat: Seat) -> str | None:
    """Return how the seat has voted, for its holder's eyes."""
    vote = database.session.get(Vote, _box_key(ballot, seat))
    return vote.choice if vote else None


def recuse(ballot: Ballot, seat: Seat, reason: str, *, by: Viewer) -> None:
    """Take the seat off an open ballot, and its vote out of the box. Members recuse themselves, facilitators anyone."""
    if not (by.may("council.run") or seat.person_id == by.person_id):
        raise NotAllowedError
    ballot = _still_open(ballot, "This ballot is closed.")
    if not says_something(reason):
        raise DomainError("Say why, so that the record shows it.", fields={"reason": "is missing"})
    entry = _entry(ballot, seat)
    if entry is None:
        raise ConflictError("This seat is not on the roll.")
    box, key = _box(ballot), _box_key(ballot, seat)
    if entry.voted and key not in box:
        raise ConflictError(KEY_LOST)
    box.pop(key, None)
    database.session.delete(entry)
    database.session.add(
        Recusal(ballot_id=ballot.id, seat_id=seat.id, reason=plain_text(reason, many_lines=False)[:300])
    )
    database.session.flush()
    _write_anew(ballot, box)
    details = {"seat": seat.public_id, "own": seat.person_id == by.person_id}
    record("ballot.recuse", f"ballot:{ballot.public_id}", by=by, program_id=ballot.council.program_id, **details)


def _still_open(ballot: Ballot, otherwise: str) -> Ballot:
    held = hold_ballot(ballot)
    if held.state != "open" or held.closes_at <= clock.now():
        raise GoneError(otherwise)
    return held


def _entry(ballot: Ballot, seat: Seat) -> RollEntry | None:
    wanted = select(RollEntry).where(RollEntry.ballot_id == ballot.id, RollEntry.seat_id == seat.id)
    return database.session.scalar(wanted.execution_options(populate_existing=True))


def _box(ballot: Ballot) -> Box:
    wanted = select(Vote.box_key, Vote.choice, Vote.seat_id).where(Vote.ballot_id == ballot.id)
    return {row.box_key: (row.choice, row.seat_id) for row in database.session.execute(wanted)}


def _write_anew(ballot: Ballot, box: Box, voted: Seat | None = None) -> None:
    """Store the roll, in one statement, and the box sorted by key, whichever row has changed."""
    session = database.session
    marked = RollEntry.voted if voted is None else or_(RollEntry.voted, RollEntry.seat_id == voted.id)
    session.execute(
        update(RollEntry).where(RollEntry.ballot_id == ballot.id).values(voted=marked),
        execution_options={"synchronize_session": "fetch"},
    )
    session.execute(delete(Vote).where(Vote.ballot_id == ballot.id))
    rows = [
        {"box_key": key, "ballot_id": ballot.id, "choice": choice, "seat_id": seat_id}
        for key, (choice, seat_id) in sorted(box.items())
    ]
    if rows:
        session.execute(insert(Vote), rows)


def _box_key(ballot: Ballot, seat: Seat) -> str:
    return box_key(current_app.config["SETTINGS"].secret_key, ballot.public_id, seat.public_id)
