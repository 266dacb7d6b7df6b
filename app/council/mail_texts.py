"""The words of the council's mails; times are the reader's."""

import datetime as dt
from zoneinfo import ZoneInfo

from app.council.core.tally import THRESHOLD_WORDS
from app.council.models import Ballot, CouncilSession, Decision
from app.identity.models import Person
from app.notify.links import absolute
from app.shared import clock
from app.web import formats
from app.web.subjects import subject_title, subject_url
from surveys.plain_text import folded

Mail = tuple[str, str]

SIGN_IN = "You need no password: the sign-in page mails you a link."


def invitation(session: CouncilSession, person: Person) -> Mail:
    """Return subject and text of an invitation to a session."""
    place = f"Place: {session.place}\n" if session.place else ""
    text = (
        f"Hello {person.name},\n\n"
        f"{session.council.name} meets for “{session.title}”.\n\n"
        f"When: {_when(session.starts_at, person)}, {session.minutes_long} minutes\n{place}\n"
        f"Agenda: {absolute(subject_url(f'session:{session.public_id}'))}\n\n{SIGN_IN}\n"
    )
    return folded(f"{session.council.name}: {session.title}, {_day(session.starts_at, person)}"), text


def call_to_vote(ballot: Ballot, person: Person) -> Mail:
    """Return subject and text of the mail that a ballot is open, with the digest of what was locked."""
    way = "The ballot is secret" if ballot.secret else "The ballot is open: after it closes the council sees each vote"
    text = (
        f"Hello {person.name},\n\n"
        f"{ballot.council.name} votes on “{_title(ballot)}”: {ballot.question}\n\n"
        f"{absolute(subject_url(ballot.subject))}\n\n"
        f"Vote until {_when(ballot.closes_at, person)}; until then you can change your vote. {way}. "
        f"It passes with {THRESHOLD_WORDS[ballot.threshold]} if at least {ballot.quorum} vote.\n\n"
        f"{SIGN_IN}\n\n"
        f"Question, rule and roll are locked. Their digest, to compare with the result: {ballot.locked_digest}\n"
    )
    return folded(f"{ballot.council.name}: your vote until {_day(ballot.closes_at, person)}"), text


def answer_due(decision: Decision, path: str, person: Person) -> Mail:
    """Return subject and text of the mail that a decision waits for the vendor's answer."""
    ballot = decision.ballot
    text = (
        f"Hello {person.name},\n\n"
        f"{ballot.council.name} has decided on “{_title(ballot)}”: {decision.sentence}.\n\n"
        f"The council was promised an answer with reasons by {_day(decision.answer_due, person)}:\n\n"
        f"{absolute(path)}\n"
    )
    return folded(f"{ballot.council.name} waits for your answer by {_day(decision.answer_due, person)}"), text


def void(ballot: Ballot, path: str, person: Person) -> Mail:
    """Return subject and text of the mail that a ballot decides nothing because something was changed."""
    text = (
        f"Hello {person.name},\n\n"
        f"the ballot on “{_title(ballot)}” of {ballot.council.name} was closed and is void: what lies in the database "
        "is not what was locked when it opened. It decides nothing. The audit log says what differs:\n\n"
        f"{absolute(path)}\n"
    )
    return folded(f"{ballot.council.name}: a ballot is void"), text


def _title(ballot: Ballot) -> str:
    return subject_title(ballot.subject, ballot.question)


def _when(moment: dt.datetime, person: Person) -> str:
    zone = ZoneInfo(person.time_zone)
    today = clock.now().astimezone(zone).date()
    return f"{formats.moment(moment, today=today, zone=zone)} ({formats.city(person.time_zone)} time)"


def _day(day: dt.date | dt.datetime, person: Person) -> str:
    zone = ZoneInfo(person.time_zone)
    return formats.day(day, today=clock.now().astimezone(zone).date(), zone=zone)
