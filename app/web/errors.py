"""Turns errors into a page, a fragment or problem+json: what happened, what to do, what was kept."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.db import database
from app.shared.errors import DomainError

log = logging.getLogger(__name__)

PAGES = {400, 403, 404, 409, 410, 413, 422, 429, 500, 503}
_RETRY_AFTER = 5
_NEVER_REPEATED = {"password", "current", "new"}
_WORTH_READING = 20


def init_errors(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(DomainError, lambda error: answer(error.status, error.message, error.code))
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _unexpected)


def answer(status: int, message: str = "", code: str = "", reference: str = "", **more: Any) -> Response:
    """Return the error in the form that the caller reads; `more` goes to its page."""
    if request.path.startswith("/api/"):
        body = jsonify(type="about:blank", title=code or str(status), status=status, detail=message)
        body.status_code = status
        body.content_type = "application/problem+json"
        return body
    known = status if status in PAGES else 500 if status >= 500 else 400
    page = render_template(f"errors/{known}.html", message=message, reference=reference, **more)
    return make_response(page, status)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    response = answer(status)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    return response


def _stale_form(error: CSRFError) -> Response:
    return answer(
        400, "This form was open for too long, or came from another place. Go back, reload and send it again."
    )


def _busy(error: OperationalError) -> Response:
    database.session.rollback()
    log.exception("database unavailable")
    typed = _typed()
    response = answer(
        503,
        typed=typed,
        written=[value for name, value in typed if len(value) >= _WORTH_READING and name != "csrf_token"],
        again=request.full_path.rstrip("?"),
        retry_after=_RETRY_AFTER,
    )
    response.headers["Retry-After"] = str(_RETRY_AFTER)
    return response


def _typed() -> list[tuple[str, str]]:
    """Return the fields of the form that was sent, to be sent again; none of one with a password."""
    if request.method != "POST" or _NEVER_REPEATED & set(request.form):
        return []
    return list(request.form.items(multi=True))


def _unexpected(error: Exception) -> Response:
    database.session.rollback()
    reference = secrets.token_hex(4)
    log.exception("unexpected error %s at %s", reference, request.endpoint)
    return answer(500, reference=reference)
