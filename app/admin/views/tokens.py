"""Tokens of the HTTP API."""

from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.admin.forms import TokenForm
from app.admin.views import bp
from app.db import transaction
from app.identity import api_tokens
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.web.respond import invalid, page, see_other


@bp.get("/admin/tokens")
@requires("admin.see")
def tokens() -> Response:
    """The tokens of the program."""
    return page("admin/tokens.html", **_tokens(TokenForm(formdata=None)))


@bp.post("/admin/tokens")
@requires("admin.change")
def create_token() -> Response:
    """Make a token and show its secret, this once: there is no page to come back to."""
    form, viewer = TokenForm(), the_viewer()
    if not form.validate_on_submit():
        return invalid("admin/tokens.html", **_tokens(form))
    with transaction():
        token, secret = api_tokens.create_token(form.name.data, form.scopes.data, viewer.program_id, by=viewer)
        name = token.name
    return page("admin/token.html", name=name, secret=secret)


@bp.post("/admin/tokens/<public_id>/revoke")
@requires("admin.change")
def revoke_token(public_id: str) -> Response:
    """End a token."""
    viewer = the_viewer()
    with transaction():
        api_tokens.revoke_token(viewer.program_id, public_id, by=viewer)
    flash("The token no longer works.")
    return see_other(url_for("admin.tokens"))


def _tokens(form: TokenForm) -> dict[str, Any]:
    return {"form": form, "tokens": api_tokens.tokens_of(the_viewer().program_id), "scopes": api_tokens.SCOPES}
