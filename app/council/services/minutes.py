"""Writes and publishes a session's minutes, so that two writers overwrite nothing."""

from sqlalchemy import select

from app.audit.services import record
from app.council.models import CouncilSession, Minutes
from app.db import database
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError
from surveys.plain_text import plain_text

MOST_CHARACTERS = 50_000


def save_minutes(session: CouncilSession, text: str, written_on: int, *, by: Viewer | None) -> Minutes:
    """Store the minutes if nobody else has since text number `written_on`; raises ConflictError, storing nothing."""
    if by:
        by.must("council.run")
    if len(text) > MOST_CHARACTERS:
        raise DomainError(f"Minutes have at most {MOST_CHARACTERS:,} characters.", fields={"text": "is too long"})
    minutes = _held(session)
    if minutes is None:
        minutes = Minutes(session_id=session.id)
        database.session.add(minutes)
    if minutes.published_at is not None:
        raise ConflictError("These minutes are published and stay as they are.")
    if minutes.number != written_on:
        raise ConflictError(
            "Somebody else saved these minutes while you wrote. Both texts are shown: bring them together."
        )
    minutes.text, minutes.number, minutes.saved_at = plain_text(text), written_on + 1, clock.now()
    database.session.flush()
    subject = f"session:{session.public_id}"
    record("minutes.save", subject, by=by, program_id=session.council.program_id, number=minutes.number)
    return minutes


def publish_minutes(session: CouncilSession, *, number: int | None = None, by: Viewer | None) -> Minutes:
    """Publish the minutes to the council; with `number` only the text that was read before, else ConflictError."""
    if by:
        by.must("council.run")
    minutes = _held(session)
    if minutes is None or not minutes.text:
        raise DomainError("Write the minutes first.", fields={"text": "is empty"})
    if number is not None and minutes.number != number:
        raise ConflictError("Somebody saved these minutes since you read them. Read them again, then publish.")
    if minutes.published_at is None:
        minutes.published_at = clock.now()
        record("minutes.publish", f"session:{session.public_id}", by=by, program_id=session.council.program_id)
    return minutes


def _held(session: CouncilSession) -> Minutes | None:
    """Return the minutes as they are now; other writers wait until the transaction ends."""
    database.session.execute(select(CouncilSession.id).where(CouncilSession.id == session.id).with_for_update())
    wanted = select(Minutes).where(Minutes.session_id == session.id)
    return database.session.scalar(wanted.execution_options(populate_existing=True))
