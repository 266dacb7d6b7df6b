"""What partners said and what was done: for everybody, as a page and as a feed."""

from flask import request
from werkzeug.wrappers import Response

from app.identity.access import open_to_all
from app.outcomes import feed, queries
from app.outcomes.views import bp
from app.web.respond import page


@bp.get("/changes")
@open_to_all
def changes() -> Response:
    """What partners were told, the newest first."""
    found = queries.public_changes()
    several = len({change.program_name for change in found}) > 1
    return page("outcomes/changes.html", changes=found, several=several)


@bp.get("/changes.atom")
@open_to_all
def changes_feed() -> Response:
    """The same as an Atom feed."""
    response = Response(feed.atom(queries.public_changes(), request.path), mimetype="application/atom+xml")
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
