"""Puts a question to a council, and closes and counts what came in."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select

from app.audit.services import record
from app.council import queries
from app.council.core.lock import locked_digest
from app.council.core.tally import THRESHOLDS, Choice, count, result, sentence
from app.council.events import BallotOpened, BallotVoided, DecisionMade
from app.council.models import Ballot, Council, Decision, Recusal, RollEntry
from app.council.services.holding import hold_ballot
from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError
from surveys.plain_text import plain_text, says_something


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
    database.session.execute(select(Council.id).where(Council.id == council.id).with_for_update())
    seats = queries.seats(council.id, clock.now().date())
    aside = {seat.id: recused[seat.id] for seat in seats if seat.id in recused}
    roll = [seat for seat in seats if seat.id not in aside]
    _check(question, threshold, quorum, closes_at, len(roll), aside)
    if any(ballot.state == "open" for ballot in queries.ballots_of(subject)):
        raise ConflictError("A ballot on this is open already.")
    ballot = Ballot(
        council_id=council.id,
        subject=subject,
        question=plain_text(question, many_lines=False)[:300],
        secret=secret,
        threshold=threshold,
        quorum=quorum,
        closes_at=closes_at.astimezone(dt.UTC),
        opened_at=clock.now(),
    )
    database.session.add(ballot)
    database.session.flush()
    database.session.add_all(RollEntry(ballot_id=ballot.id, seat_id=seat.id) for seat in roll)
    database.session.add_all(
        Recusal(ballot_id=ballot.id, seat_id=seat_id, reason=plain_text(why, many_lines=False)[:300])
        for seat_id, why in aside.items()
    )
    database.session.flush()
    ballot.locked_digest = digest_of(ballot)
    details = {"locked": ballot.locked_digest, "roll": len(roll), "recused": len(aside)}
    record("ballot.open", f"ballot:{ballot.public_id}", by=by, program_id=council.program_id, **details)
    emit(BallotOpened(ballot.id), council.program_id)
    return ballot


def _check(
    question: str, threshold: str, quorum: int, closes_at: dt.datetime, roll: int, aside: Mapping[int, str]
) -> None:
    if not says_something(question):
        raise DomainError("A ballot puts a question.", fields={"question": "is missing"})
    if threshold not in THRESHOLDS:
        raise DomainError("A ballot needs a majority or two thirds.", fields={"threshold": "is not one of these"})
    if closes_at <= clock.now():
        raise DomainError("Choose a closing time that is still to come.", fields={"closes_at": "is in the past"})
    if not all(says_something(why) for why in aside.values()):
        raise DomainError("Say why each recused seat stands aside.", fields={"recused": "has no reason"})
    if not 1 <= quorum <= roll:
        raise DomainError(f"The quorum is 1 to {roll}, the seats that may vote.", fields={"quorum": "can't be met"})


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


def close_ballot(ballot: Ballot, *, by: Viewer | None) -> Decision | None:
    """Close and count; return the decision. It may be closed when everybody has voted, or when the time is up.

    None where roll, rule or box were changed behind its back: the ballot is void and decides nothing. Raises
    ConflictError where it is closed already or still running.
    """
    if by:
        by.must("council.run")
    ballot = hold_ballot(ballot)
    if ballot.state != "open":
        raise ConflictError("This ballot is closed already.")
    entries = queries.roll(ballot.id)
    voted = sum(entry.voted for entry in entries)
    if ballot.closes_at > clock.now() and voted < len(entries):
        raise ConflictError(f"It closes when its time is up, or when all have voted: {voted} of {len(entries)} have.")
    choices = queries.choices(ballot.id)
    faults = _faults(ballot, voted, choices)
    ballot.closed_at = clock.now()
    if faults:
        ballot.state = "void"
        subject = f"ballot:{ballot.public_id}"
        record("ballot.void", subject, by=by, program_id=ballot.council.program_id, faults=faults)
        emit(BallotVoided(ballot.id), ballot.council.program_id)
        return None
    return _count(ballot, choices, len(entries), by)


def _faults(ballot: Ballot, voted: int, choices: list[str]) -> list[str]:
    """Return what doesn't match: what was locked at opening, roll and box, the words of the votes."""
    faults = []
    if digest_of(ballot) != ballot.locked_digest:
        faults.append("question, rule or roll were changed after opening")
    if len(choices) != voted:
        faults.append(f"{len(choices)} votes lie in the box and {voted} seats have voted")
    if set(choices) - set(Choice):
        faults.append("a vote is neither for, against nor abstain")
    return faults


def _count(ballot: Ballot, choices: list[str], roll: int, by: Viewer | None) -> Decision:
    tally = count(choices, roll=roll, recused=len(queries.recusals(ballot.id)))
    outcome = result(tally, threshold=ballot.threshold, quorum=ballot.quorum)
    ballot.state, ballot.tally = "closed", tally.as_dict()
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
    details = {"result": outcome, "tally": ballot.tally}
    record("ballot.close", f"ballot:{ballot.public_id}", by=by, program_id=ballot.council.program_id, **details)
    emit(DecisionMade(decision.id), ballot.council.program_id)
    return decision
