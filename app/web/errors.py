"""Turns errors into a page, a fragment or problem+json: what happened, what to do, what was kept."""

import logging
import secrets

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.db import database
from app.shared.errors import DomainError

log = logging.getLogger(__name__)

PAGES = {400, 403, 404, 410, 413, 422, 429, 500, 503}


def init_errors(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(DomainError, lambda error: answer(error.status, error.message, error.code))
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _unexpected)


def answer(status: int, message: str = "", code: str = "", reference: str = "") -> Response:
    """Return the error in the form that the caller reads."""
    if request.path.startswith("/api/"):
        body = jsonify(type="about:blank", title=code or str(status), status=status, detail=message)
        body.status_code = status
        body.content_type = "application/problem+json"
        return body
    known = status if status in PAGES else 500 if status >= 500 else 400
    page = render_template(f"errors/{known}.html", message=message, reference=reference)
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
    response = answer(503, "The database is busy. What you typed is still in the form: go back and send it again.")
    response.headers["Retry-After"] = "5"
    return response


def _unexpected(error: Exception) -> Response:
    database.session.rollback()
    reference = secrets.token_hex(4)
    log.exception("unexpected error %s at %s", reference, request.endpoint)
    return answer(500, reference=reference)
