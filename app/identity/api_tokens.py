"""Tokens of the HTTP API: made, found, revoked. Only their hash is stored."""

import secrets

from sqlalchemy import select

from app.audit import services as audit
from app.db import database
from app.identity.models import ApiToken
from app.identity.sessions import hash_secret
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import DomainError, NotFoundError

SCOPES = {
    "read": "Read what its program publishes",
    "partners:write": "Bring in partners",
    "metrics:write": "Bring in metrics",
}


def create_token(name: str, scopes: list[str], program_id: int, *, by: Viewer | None) -> tuple[ApiToken, str]:
    """Store a token for a program and return it with its secret, which can't be shown again."""
    if by is not None:
        by.must("admin.change")
    name = " ".join(name.split())[:100]
    unknown = sorted(set(scopes) - set(SCOPES))
    if not name or not scopes or unknown:
        message = f"Name the token and give it at least one of these scopes: {', '.join(SCOPES)}."
        raise DomainError(message, code="bad_token", fields={"scopes": message})
    secret = f"parley_{secrets.token_urlsafe(32)}"
    token = ApiToken(name=name, token_hash=hash_secret(secret), scopes=sorted(set(scopes)), program_id=program_id)
    database.session.add(token)
    database.session.flush()
    audit.record(
        "token.create", f"token:{token.public_id}", by=by, program_id=program_id, name=name, scopes=token.scopes
    )
    return token, secret


def token_by_secret(secret: str) -> ApiToken | None:
    """Return the token with this secret; None for an unknown or revoked one. Reads only."""
    wanted = select(ApiToken).where(ApiToken.token_hash == hash_secret(secret), ApiToken.revoked_at.is_(None))
    return database.session.scalar(wanted)


def tokens_of(program_id: int) -> list[ApiToken]:
    """Return the tokens of a program, newest first, the revoked ones too."""
    wanted = select(ApiToken).where(ApiToken.program_id == program_id).order_by(ApiToken.id.desc())
    return list(database.session.scalars(wanted))


def revoke_token(program_id: int, public_id: str, *, by: Viewer) -> None:
    """End a token at once. Raises NotFoundError for one that isn't of the program."""
    by.must("admin.change")
    wanted = select(ApiToken).where(ApiToken.program_id == program_id, ApiToken.public_id == public_id)
    token = database.session.scalar(wanted)
    if token is None:
        raise NotFoundError
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        audit.record("token.revoke", f"token:{token.public_id}", by=by, name=token.name)
