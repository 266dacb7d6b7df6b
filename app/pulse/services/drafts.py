"""Keeps what somebody has typed and not sent, encrypted, until it is sent or the wave closes."""

import json

from flask import current_app
from sqlalchemy import delete, select

from app.db import database
from app.pulse import queries
from app.pulse.errors import PulseClosedError
from app.pulse.models import Draft, Invitation
from app.shared import clock
from app.shared.sealing import seal, unseal
from surveys.instrument import Question
from surveys.validation import other_field

PURPOSE = "draft"
LONGEST = 100_000
"""Characters of one field that a draft keeps: far more than may be sent, so that what is too long is kept too."""

Given = dict[str, list[str]]


def save_draft(invitation: Invitation, given: Given) -> None:
    """Store the fields of the questions as they stand. Raises PulseClosedError when the wave is over."""
    if not queries.takes_answers(invitation.wave):
        raise PulseClosedError
    database.session.execute(select(Invitation.id).where(Invitation.id == invitation.id).with_for_update())
    fields = {name for question in queries.instrument(invitation.wave).questions for name in fields_of(question)}
    kept = {name: [value[:LONGEST] for value in values] for name, values in given.items() if name in fields}
    sealed = seal(json.dumps(kept, ensure_ascii=False), secret=_secret(), purpose=PURPOSE)
    draft = database.session.scalar(select(Draft).where(Draft.invitation_id == invitation.id))
    if draft is None:
        database.session.add(Draft(invitation_id=invitation.id, sealed=sealed))
    else:
        draft.sealed, draft.saved_at = sealed, clock.now()
    database.session.flush()


def draft_of(invitation: Invitation) -> Given:
    """Return what was typed; empty where nothing was or it can't be opened."""
    draft = database.session.scalar(select(Draft).where(Draft.invitation_id == invitation.id))
    text = unseal(draft.sealed, secret=_secret(), purpose=PURPOSE) if draft else None
    try:
        given = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): [str(value) for value in values] for name, values in given.items()}


def fields_of(question: Question) -> tuple[str, ...]:
    """Return the names of the form fields that answer a question."""
    return (question.key, other_field(question.key)) if question.allows_other else (question.key,)


def drop_draft(invitation: Invitation) -> None:
    """Forget what was typed."""
    database.session.execute(delete(Draft).where(Draft.invitation_id == invitation.id))


def _secret() -> str:
    secret: str = current_app.config["SETTINGS"].secret_key
    return secret
