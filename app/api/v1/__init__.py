"""Version 1 of the HTTP API, thin over the domains' queries and services."""

from flask import Response, current_app, jsonify
from flask_openapi.blueprint import APIBlueprint

from app.api.description import PROBLEMS
from app.extensions import csrf
from app.identity.access import open_to_all

bp = APIBlueprint("api", __name__, url_prefix="/api/v1", abp_security=[{"token": []}], abp_responses=PROBLEMS)
csrf.exempt(bp)  # callers send a token with each request; no cookie speaks for them


@bp.after_request
def name_the_scheme(response: Response) -> Response:
    """Tell a caller without a valid token how to send one."""
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Parley"'
    return response


@bp.get("/openapi.json", doc_ui=False)
@open_to_all
def openapi() -> Response:
    """This description."""
    return jsonify(current_app.api_doc)  # type: ignore[attr-defined]


from app.api.v1 import codebook, imports, loop, programs, waves  # noqa: E402

__all__ = ["bp", "codebook", "imports", "loop", "programs", "waves"]
