"""Jobs of Decide: invite, call to vote, close what is over, say that an answer is due."""

import datetime as dt

from app.council import mail_texts, queries, services
from app.db import transaction
from app.identity import queries as people
from app.identity.permissions import Role
from app.jobs.queue import task
from app.notify.services import write_message
from app.shared import clock
from app.web.subjects import subject_url


@task("council.invite")
def invite(session_id: int) -> None:
    """Mail each seat the date of a session that is still to come."""
    with transaction():
        session = queries.session_by_id(session_id)
        if session.starts_at <= clock.now():
            return
        for seat in services.seats_of(session):
            subject, text = mail_texts.invitation(session, seat.person)
            key = f"session:{session.public_id}:{seat.public_id}"
            write_message("session", key, seat.person, subject, text, session.council.program_id)


@task("council.call_to_vote")
def call_to_vote(ballot_id: int) -> None:
    """Mail each seat on the roll that a ballot is open."""
    with transaction():
        ballot = queries.ballot_by_id(ballot_id)
        if not queries.is_open(ballot):
            return
        for entry in queries.roll(ballot.id):
            subject, text = mail_texts.call_to_vote(ballot, entry.seat.person)
            key = f"ballot:{ballot.public_id}:{entry.seat.public_id}"
            write_message("ballot", key, entry.seat.person, subject, text, ballot.council.program_id)


@task("council.close_due_ballots", every=dt.timedelta(minutes=1))
def close_due_ballots() -> None:
    """Close and count the ballots whose time is up, each in a transaction of its own."""
    for ballot_id in [ballot.id for ballot in queries.due_ballots()]:
        with transaction():
            ballot = queries.ballot_by_id(ballot_id)
            if ballot.state == "open":
                services.close_ballot(ballot, by=None)


@task("council.ask_for_answer")
def ask_for_answer(decision_id: int) -> None:
    """Mail the program's owners that a decision waits for their answer."""
    with transaction():
        decision = queries.decision_by_id(decision_id)
        if decision.result == "no_quorum" or queries.answer_to(decision.id):
            return
        program_id = decision.ballot.council.program_id
        path = subject_url(f"decision:{decision.public_id}")
        for person in people.people_with_role(program_id, Role.program_owner):
            subject, text = mail_texts.answer_due(decision, path, person)
            key = f"decision:{decision.public_id}:{person.public_id}"
            write_message("decision", key, person, subject, text, program_id)


@task("council.tell_void")
def tell_void(ballot_id: int) -> None:
    """Mail the facilitators that a ballot is void."""
    with transaction():
        ballot = queries.ballot_by_id(ballot_id)
        for person in people.people_with_role(ballot.council.program_id, Role.facilitator):
            subject, text = mail_texts.void(ballot, subject_url(f"ballot:{ballot.public_id}"), person)
            key = f"void:{ballot.public_id}:{person.public_id}"
            write_message("ballot", key, person, subject, text, ballot.council.program_id)
