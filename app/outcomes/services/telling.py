"""Tells those who were asked what became of a theme: one mail a person and answer."""

from sqlalchemy import select

from app.db import database
from app.identity.models import Person
from app.notify.services import write_message
from app.outcomes import mail_texts, queries
from app.outcomes.models import Notice, Outcome
from app.shared import clock
from app.themes import queries as themes


def tell(outcome: Outcome, batch: int = 100) -> int:
    """Write the next notices and mails of an outcome to those who were asked; return how many were written.

    A notice is of this telling if it is as young as the answer: who was told the same state before is told again.
    """
    if outcome.told_at is None:
        return 0
    of_state = select(Notice).where(Notice.outcome_id == outcome.id, Notice.state == outcome.state)
    there = {notice.person_id: notice for notice in database.session.scalars(of_state)}
    waiting = [
        asked
        for asked in queries.people_to_tell(outcome.program_id)
        if asked.person_id not in there or there[asked.person_id].sent_at < outcome.told_at
    ][:batch]
    sent_at = max(clock.now(), outcome.told_at)  # another machine's clock may be behind the one that took the answer
    theme = themes.theme_by_id(outcome.theme_id)
    subject, text = mail_texts.notice(theme, outcome.state, outcome.text, outcome.for_you, outcome.promised_by)
    for asked in waiting:
        person = database.session.get_one(Person, asked.person_id)
        notice = there.get(person.id) or Notice(
            outcome_id=outcome.id, person_id=person.id, partner_id=asked.partner_id, state=outcome.state
        )
        notice.sent_at, notice.partner_id = sent_at, asked.partner_id
        database.session.add(notice)
        key = f"notice:{outcome.public_id}:{outcome.told_at:%Y%m%d%H%M%S%f}:{person.public_id}"
        write_message("notice", key, person, subject, text.replace(mail_texts.NAME, person.name), outcome.program_id)
    database.session.flush()
    return len(waiting)
