"""Pages of signing in and out, and of one's account."""

from flask import Blueprint, Response, make_response, render_template

from app.identity.errors import LinkOverError, TooOftenError

bp = Blueprint("identity", __name__, template_folder="../templates")


@bp.app_errorhandler(TooOftenError)
def too_often(error: TooOftenError) -> Response:
    """Say how long to wait, to the reader and to the browser."""
    response = make_response(render_template("errors/429.html", message=error.message, retry_after=error.wait_seconds))
    response.status_code = error.status
    response.headers["Retry-After"] = str(error.wait_seconds)
    return response


@bp.app_errorhandler(LinkOverError)
def link_over(error: LinkOverError) -> Response:
    """Say what to do about a link that signs nobody in."""
    return make_response(render_template("identity/link_over.html", message=error.message), error.status)


from app.identity.views import account, sign_in  # noqa: E402

__all__ = ["account", "bp", "sign_in"]
