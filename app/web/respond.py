"""The ways a view answers: another page after a good form, the form again after a bad one, a part for htmx."""

from typing import Any

from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response


def see_other(url: str) -> Response:
    """Answer a good POST: 303 to the page that shows the result."""
    return redirect(url, code=303)


def page(template: str, *, part: str | None = None, status: int = 200, **context: Any) -> Response:
    """Answer with the page, or with its part when htmx asks for one."""
    wanted = part if part and request.headers.get("HX-Request") == "true" else template
    return make_response(render_template(wanted, **context), status)


def invalid(template: str, *, part: str | None = None, **context: Any) -> Response:
    """Answer a bad POST: 422 with the form and its errors."""
    return page(template, part=part, status=422, **context)


def own_path(target: str | None, otherwise: str) -> str:
    """Return a redirect target only if it is a path of this site.

    Browsers and servers drop control characters from addresses: "/<tab>/elsewhere.example" would become another site.
    """
    if (
        target
        and target.startswith("/")
        and not target.startswith("//")
        and target.isprintable()
        and "\\" not in target
    ):
        return target
    return otherwise
