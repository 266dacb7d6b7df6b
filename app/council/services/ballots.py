"""Puts a question to a council, takes votes, closes and counts."""

import datetime as dt
from collections.abc import Mapping

from flask import current_app
from sqlalchemy import func, select

from app.audit.services import record
from app.council import queries
from app.council.core.lock import box_key, locked_digest
from app.council.core.tally import THRESHOLDS, Choice, count, result, sentence
from app.council.events import BallotOpened, DecisionMade
from app.council.models import Ballot, Council, Decision, Recusal, RollEntry, Seat, Vote
from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, GoneError, NotAllowedError


def open_ballot(
    council: Council,
    subject: str,
    question: str,
    *,
    secret: bool,
    threshold: str,
    quorum: int,
    closes_at: dt.datetime,
    recused: Mapping[int, str],
    by: Viewer | None,
) -> Ballot:
    """Open a ballot on the seats held today, less those recused (seat row → reason), and lock what it is about."""
    if by:
        by.must("council.run")
    seats = queries.seats(council.id, clock.now().date())
    roll = [seat for seat in seats if seat.id not in recused]
    if threshold not in THRESHOLDS:
        raise DomainError("A ballot needs a majority or two thirds.", fields={"threshold": "is not one of these"})
    if closes_at <= clock.now():
        raise DomainError("Choose a closing time that is still to come.", fields={"closes_at": "is in the past"})
    if not 1 <= quorum <= len(roll):
        raise DomainError(
            f"The quorum is 1 to {len(roll)}, the seats that may vote.", fields={"quorum": "can't be met"}
        )
    if any(ballot.state == "open" for ballot in queries.ballots_of(subject)):
        raise ConflictError("A ballot on this is open already.")
    ballot = Ballot(
        council_id=council.id,
        subject=subject,
        question=question.strip()[:300],
        secret=secret,
        threshold=threshold,
        quorum=quorum,
        closes_at=closes_at,
        opened_at=clock.now(),
        opened_by_id=by.person_id if by else None,
    )
    database.session.add(ballot)
    database.session.flush()
    database.session.add_all(RollEntry(ballot_id=ballot.id, seat_id=seat.id) for seat in roll)
    there = {seat.id for seat in seats}
    database.session.add_all(
        Recusal(ballot_id=ballot.id, seat_id=seat_id, reason=why[:300])
        for seat_id, why in recused.items()
        if seat_id in there
    )
    database.session.flush()
    ballot.locked_digest = digest_of(ballot)
    record(
        "ballot.open",
        f"ballot:{ballot.public_id}",
        by=by,
        program_id=council.program_id,
        locked=ballot.locked_digest,
        roll=len(roll),
        recused=len(recused),
    )
    emit(BallotOpened(ballot.id))
    return ballot


def digest_of(ballot: Ballot) -> str:
    """Return the digest of what the ballot fixed; another one than at opening means that it was tampered with."""
    seats = [entry.seat.public_id for entry in queries.roll(ballot.id)]
    seats += [recusal.seat.public_id for recusal in queries.recusals(ballot.id)]
    return locked_digest(
        question=ballot.question,
        subject=ballot.subject,
        secret=ballot.secret,
        threshold=ballot.threshold,
        quorum=ballot.quorum,
        closes_at=ballot.closes_at.isoformat(),
        roll=seats,
    )


def cast(ballot: Ballot, seat: Seat | None, choice: str, *, by: Viewer) -> None:
    """Put the seat's vote into the box, in place of an earlier one. Raises GoneError after closing.

    Roll and box are written together, so that their counts always match; no row says when or in which order.
    """
    by.must("ballots.vote")
    if seat is None or seat.person_id != by.person_id:
        raise NotAllowedError("Only who holds a seat on this council votes.")
    ballot = (
        database.session.scalar(
            select(Ballot).where(Ballot.id == ballot.id).with_for_update().execution_options(populate_existing=True)
        )
        or ballot
    )
    if ballot.state != "open" or ballot.closes_at <= clock.now():
        raise GoneError("This ballot is closed. Your vote was not changed.")
    entry = database.session.scalar(
        select(RollEntry).where(RollEntry.ballot_id == ballot.id, RollEntry.seat_id == seat.id)
    )
    if entry is None:
        raise NotAllowedError("Your seat is not on the roll of this ballot: you are recused, or it began later.")
    try:
        chosen = Choice(choice)
    except ValueError:
        raise DomainError("Vote for, against, or abstain.", fields={"choice": "is not one of these"}) from None
    key = _box_key(ballot, seat)
    vote = database.session.get(Vote, key)
    if vote is None:
        open_seat = None if ballot.secret else seat.id
        database.session.add(Vote(box_key=key, ballot_id=ballot.id, choice=chosen, seat_id=open_seat))
        entry.voted = True
    else:
        vote.choice = chosen
    database.session.flush()


def vote_of(ballot: Ballot, seat: Seat) -> str | None:
    """Return how the seat has voted, for its holder's eyes."""
    vote = database.session.get(Vote, _box_key(ballot, seat))
    return vote.choice if vote else None


def recuse(ballot: Ballot, seat: Seat, reason: str, *, by: Viewer) -> None:
    """Take the seat off an open ballot; its vote, if it was cast, goes. A member recuses themself, a facilitator anyone."""
    if not (by.may("council.run") or seat.person_id == by.person_id):
        raise NotAllowedError
    if ballot.state != "open":
        raise GoneError("This ballot is closed.")
    if not reason.strip():
        raise DomainError("Say why, so that the record shows it.", fields={"reason": "is missing"})
    entry = database.session.scalar(
        select(RollEntry).where(RollEntry.ballot_id == ballot.id, RollEntry.seat_id == seat.id)
    )
    if entry is None:
        raise ConflictError("This seat is not on the roll.")
    vote = database.session.get(Vote, _box_key(ballot, seat))
    if vote is not None:
        database.session.delete(vote)
    database.session.delete(entry)
    database.session.add(Recusal(ballot_id=ballot.id, seat_id=seat.id, reason=reason.strip()[:300]))
    database.session.flush()
    record(
        "ballot.recuse", f"ballot:{ballot.public_id}", by=by, program_id=ballot.council.program_id, seat=seat.public_id
    )


def close_ballot(ballot: Ballot, *, by: Viewer | None) -> Decision:
    """Close and count; return the decision. Everybody having voted, or the time being up, it may be closed.

    Raises ConflictError where it is closed already, was tampered with, or is still running.
    """
    if by:
        by.must("council.run")
    if ballot.state != "open":
        raise ConflictError("This ballot is closed already.")
    entries = queries.roll(ballot.id)
    voted = sum(entry.voted for entry in entries)
    if ballot.closes_at > clock.now() and voted < len(entries):
        raise ConflictError(f"It closes when its time is up, or when all have voted: {voted} of {len(entries)} have.")
    if digest_of(ballot) != ballot.locked_digest:
        ballot.state = "void"
        record("ballot.void", f"ballot:{ballot.public_id}", by=by, program_id=ballot.council.program_id)
        raise ConflictError("Roll, question or rule were changed after opening: the ballot is void.")
    return _count(ballot, len(entries), by)


def _count(ballot: Ballot, roll: int, by: Viewer | None) -> Decision:
    votes = database.session.scalars(select(Vote.choice).where(Vote.ballot_id == ballot.id).order_by(Vote.choice)).all()
    recused = database.session.scalar(select(func.count(Recusal.id)).where(Recusal.ballot_id == ballot.id)) or 0
    tally = count(votes, roll=roll, recused=recused)
    outcome = result(tally, threshold=ballot.threshold, quorum=ballot.quorum)
    ballot.state, ballot.closed_at, ballot.tally = "closed", clock.now(), tally.as_dict()
    days = dt.timedelta(days=ballot.council.answer_within_days)
    decision = Decision(
        ballot_id=ballot.id,
        subject=ballot.subject,
        result=outcome,
        sentence=sentence(tally, outcome, quorum=ballot.quorum),
        answer_due=(clock.now() + days).date(),
    )
    database.session.add(decision)
    database.session.flush()
    record(
        "ballot.close",
        f"ballot:{ballot.public_id}",
        by=by,
        program_id=ballot.council.program_id,
        result=outcome,
        tally=ballot.tally,
    )
    emit(DecisionMade(decision.id))
    return decision


def _box_key(ballot: Ballot, seat: Seat) -> str:
    return box_key(current_app.config["SETTINGS"].secret_key, ballot.public_id, seat.public_id)
