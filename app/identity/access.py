"""One decorator a route: it states the verb, or that the page is open. A route without one is refused by a test."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from app.identity.permissions import PERMISSIONS
from app.identity.viewer import current_viewer
from app.shared.errors import NotAllowedError

View = TypeVar("View", bound=Callable[..., Any])

OPEN = "open"
SIGNED_IN = "signed in"


def requires(verb: str) -> Callable[[View], View]:
    """Let only viewers with the verb in; strangers are sent to sign in and come back."""
    if verb != SIGNED_IN and verb not in PERMISSIONS:
        raise KeyError(verb)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            viewer = current_viewer()
            if viewer is None:
                return _sign_in_first()
            if verb != SIGNED_IN and not viewer.may(verb):
                raise NotAllowedError
            return current_app.ensure_sync(view)(*args, **kwargs)

        guarded.access = verb  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def open_to_all(view: View) -> View:
    """Mark a page that needs no account: it protects itself by a token or shows only what is public."""
    view.access = OPEN  # type: ignore[attr-defined]
    return view


def _sign_in_first() -> Response:
    there = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("identity.sign_in", next=there), code=303)
