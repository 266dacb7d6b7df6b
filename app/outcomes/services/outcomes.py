"""Answers themes, and tells those who were asked."""

import datetime as dt

from sqlalchemy import select

from app.audit.services import record
from app.db import database, emit
from app.identity.models import Person
from app.identity.viewer import Viewer
from app.notify.links import absolute
from app.notify.services import write_message
from app.outcomes import queries
from app.outcomes.events import OutcomeChanged
from app.outcomes.models import Notice, Outcome
from app.programs import queries as programs
from app.proposals.models import Proposal
from app.pulse import queries as pulse
from app.shared import clock
from app.shared.errors import DomainError
from app.themes import queries as themes
from app.themes.models import Theme

STATES = ("planned", "done", "declined")
DAYS_TO_ANSWER = 45
WORDS = {"planned": "planned", "done": "done", "declined": "declined"}


def promise_outcome(theme_id: int) -> None:
    """Promise partners an answer to a theme that was accepted, by the day its wave promised or in 45 days."""
    if queries.outcome_of(theme_id) is not None:
        return
    theme = themes.theme_by_id(theme_id)
    wave = pulse.latest_closed_wave(theme.program_id)
    today = clock.now().date()
    promised = wave.answer_promised_by if wave and wave.answer_promised_by and wave.answer_promised_by > today else None
    database.session.add(
        Outcome(
            program_id=theme.program_id,
            theme_id=theme.id,
            state="promised",
            promised_by=promised or today + dt.timedelta(days=DAYS_TO_ANSWER),
        )
    )
    database.session.flush()


def set_outcome(
    theme: Theme,
    state: str,
    text: str,
    *,
    for_you: str = "",
    promised_by: dt.date | None = None,
    proposal: Proposal | None = None,
    by: Viewer,
) -> Outcome:
    """Answer a theme: planned (with a day), done or declined (with the reason), and have partners told."""
    by.must("outcomes.tell")
    _check(state, text, promised_by)
    outcome = queries.outcome_of(theme.id)
    if outcome is None:
        outcome = Outcome(program_id=theme.program_id, theme_id=theme.id, state=state)
        database.session.add(outcome)
    outcome.state, outcome.text, outcome.for_you = state, text.strip(), for_you.strip()
    outcome.promised_by = promised_by
    outcome.proposal_id = proposal.id if proposal else None
    outcome.person_id, outcome.changed_at = by.person_id, clock.now()
    outcome.told_at = clock.now()
    database.session.flush()
    record("outcome.tell", f"theme:{theme.public_id}", by=by, state=state)
    emit(OutcomeChanged(outcome.id))
    return outcome


def tell(outcome: Outcome, batch: int = 100) -> int:
    """Write the next notices and mails of an outcome to those who were asked; return how many were written."""
    there = set(
        database.session.scalars(
            select(Notice.person_id).where(Notice.outcome_id == outcome.id, Notice.state == outcome.state)
        )
    )
    waiting = [asked for asked in pulse.people_asked(outcome.program_id) if asked.person_id not in there][:batch]
    subject, text = _mail(outcome)
    for asked in waiting:
        person = database.session.get_one(Person, asked.person_id)
        database.session.add(
            Notice(outcome_id=outcome.id, person_id=person.id, partner_id=asked.partner_id, state=outcome.state)
        )
        key = f"notice:{outcome.public_id}:{outcome.state}:{person.public_id}"
        write_message("notice", key, person, subject, text.replace("{name}", person.name), outcome.program_id)
    database.session.flush()
    return len(waiting)


def _check(state: str, text: str, promised_by: dt.date | None) -> None:
    if state not in STATES:
        raise DomainError("An answer is planned, done or declined.", fields={"state": "is not one of these"})
    if not text.strip():
        need = "Give the reason: “declined, because …” is an answer too." if state == "declined" else "Say what."
        raise DomainError(need, fields={"text": "is missing"})
    if len(text) > 2000:
        raise DomainError("Keep it under 2,000 characters.", fields={"text": "is too long"})
    if state == "planned" and promised_by is None:
        raise DomainError("Say until when.", fields={"promised_by": "is missing"})
    if promised_by is not None and promised_by < clock.now().date():
        raise DomainError("The day is past.", fields={"promised_by": "is past"})


def _mail(outcome: Outcome) -> tuple[str, str]:
    theme, program = themes.theme_by_id(outcome.theme_id), programs.program(outcome.program_id)
    vendor = program.vendor or program.name
    due = (
        f" We plan it by {outcome.promised_by:%-d %B %Y}." if outcome.state == "planned" and outcome.promised_by else ""
    )
    for_you = f"\n\nFor you: {outcome.for_you}" if outcome.for_you else ""
    text = (
        "Hello {name},\n\n"
        f"partners told us: {theme.name}.\n\n"
        f"{WORDS[outcome.state].capitalize()}: {outcome.text}{due}{for_you}\n\n"
        f"All that came of what partners said: {absolute('/changes')}\n"
        f"What it means for you: {absolute('/what-changed')}\n"
    )
    return f"{vendor}: “{theme.name}” – {WORDS[outcome.state]}", text
