"""The cookie that holds a personal link's secret, and the form that comes with it."""

from flask import current_app, request
from werkzeug.wrappers import Response

from app.pulse import queries
from app.pulse.errors import LinkEndedError, OtherPulseError, PulseClosedError
from app.pulse.models import Invitation

COOKIE = "parley_pulse"
PATH = "/p"


def remember(response: Response, token: str) -> Response:
    """Return the response with the cookie; it ends with the browser, for the link in the mail opens the page again."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, token, path=PATH, httponly=True, samesite="Lax", secure=secure)
    return response


def invitation_here(*, still_open: bool = False) -> Invitation:
    """Return the invitation whose link this browser opened last.

    Raises LinkEndedError without one, OtherPulseError where the form sent belongs to another one, and, where asked,
    PulseClosedError.
    """
    invitation = queries.invitation_by_token(request.cookies.get(COOKIE, ""))
    if invitation is None:
        raise LinkEndedError
    if brings_form() and request.form.get("pulse", invitation.public_id) != invitation.public_id:
        raise OtherPulseError
    if still_open and not queries.takes_answers(invitation.wave):
        raise PulseClosedError
    return invitation


def brings_form() -> bool:
    """Whether the request brings the questionnaire's form."""
    return request.method == "POST"


def typed() -> dict[str, list[str]]:
    """Return the fields of the form that was sent."""
    return dict(request.form.lists())
