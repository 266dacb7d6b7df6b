"""Who calls: a token of one program, with scopes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import g, request

from app.identity.access import OPEN
from app.identity.api_tokens import token_by_secret
from app.identity.models import ApiToken
from app.shared.errors import DomainError

View = TypeVar("View", bound=Callable[..., Any])


class TokenError(DomainError):
    """No token, or one that is not known or was revoked; which of them is not told."""

    status = 401

    def __init__(self) -> None:
        super().__init__("Send a valid token: Authorization: Bearer parley_….", code="bad_token")


class ScopeError(DomainError):
    """The token may not do this."""

    status = 403

    def __init__(self, scope: str) -> None:
        super().__init__(f"The token lacks the scope {scope}.", code="missing_scope")


def needs(scope: str) -> Callable[[View], View]:
    """Let only tokens with the scope in; a signed-in browser counts for nothing here."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.api_token = _sent_token()
            if scope not in g.api_token.scopes:
                raise ScopeError(scope)
            return view(*args, **kwargs)

        guarded.access = OPEN  # type: ignore[attr-defined]  # no account: the token protects it
        guarded.scope = scope  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def token_id() -> str:
    """Return the public id of the token that calls."""
    token: ApiToken = g.api_token
    return token.public_id


def program_id() -> int:
    """Return the program of the token that calls."""
    token: ApiToken = g.api_token
    if token.program_id is None:
        raise TokenError
    return token.program_id


def _sent_token() -> ApiToken:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = token_by_secret(secret.strip()) if scheme.lower() == "bearer" and secret.strip() else None
    if token is None:
        raise TokenError
    return token
