"""Keeps what somebody has typed and not sent, encrypted, until it is sent or the wave closes."""

import json

from flask import current_app
from sqlalchemy import delete, select

from app.db import database
from app.pulse.models import Draft, Invitation
from app.shared import clock
from app.shared.errors import GoneError
from app.shared.sealing import seal, unseal

PURPOSE = "draft"
LONGEST = 200_000

Given = dict[str, list[str]]


def save_draft(invitation: Invitation, given: Given) -> None:
    """Store the form as it stands. Raises GoneError when the wave is closed."""
    if invitation.wave.state != "open":
        raise GoneError("This pulse is closed.")
    sealed = seal(json.dumps(given)[:LONGEST], secret=_secret(), purpose=PURPOSE)
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


def drop_draft(invitation: Invitation) -> None:
    """Forget what was typed."""
    database.session.execute(delete(Draft).where(Draft.invitation_id == invitation.id))


def _secret() -> str:
    secret: str = current_app.config["SETTINGS"].secret_key
    return secret
