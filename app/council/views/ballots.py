"""The page of a ballot: voting, standing aside, closing, and its export."""

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.council import exports, queries, services
from app.council.parts import ballot_part
from app.council.views import bp
from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import NotFoundError
from app.web.respond import own_path, page, see_other


@bp.get("/ballots/<public_id>")
@requires("council.see")
def ballot(public_id: str) -> Response:
    """One ballot: question, rule, roll, and once it is closed the tally."""
    viewer = the_viewer()
    return page("council/ballot.html", ballot_part=ballot_part(queries.ballot(viewer.program_id, public_id), viewer))


@bp.post("/ballots/<public_id>/vote")
@requires("ballots.vote")
def vote(public_id: str) -> Response:
    """Put the viewer's vote into the box, or change it."""
    viewer, choice = the_viewer(), request.form.get("choice", "")
    with transaction():
        found = queries.ballot(viewer.program_id, public_id)
        seat = queries.seat_on_roll(found.id, viewer.person_id) or queries.seat_of(viewer.person_id, found.council_id)
        services.cast(found, seat, choice, by=viewer)
    flash("Your vote is in the box. You can change it until the ballot closes.")
    return _back(public_id)


@bp.post("/ballots/<public_id>/recuse")
@requires("council.see")
def recuse(public_id: str) -> Response:
    """Take a seat off the roll: one's own, or as a facilitator the one named."""
    viewer = the_viewer()
    with transaction():
        found = queries.ballot(viewer.program_id, public_id)
        seat = queries.seat_on_roll(found.id, viewer.person_id)
        if named := request.form.get("seat"):
            seat = queries.seat(found.council_id, named)
        if seat is None:
            raise NotFoundError
        services.recuse(found, seat, request.form.get("reason", ""), by=viewer)
    return _back(public_id)


@bp.post("/ballots/<public_id>/close")
@requires("council.run")
def close(public_id: str) -> Response:
    """Close and count."""
    viewer = the_viewer()
    with transaction():
        services.close_ballot(queries.ballot(viewer.program_id, public_id), by=viewer)
    return _back(public_id)


@bp.get("/ballots/<public_id>/export.json")
@requires("council.see")
def export(public_id: str) -> dict[str, object]:
    """The closed ballot, to be checked offline."""
    return exports.export_ballot(queries.ballot(the_viewer().program_id, public_id))


def _back(public_id: str) -> Response:
    """Return to the page from which the form was sent."""
    return see_other(own_path(request.form.get("back"), url_for("council.ballot", public_id=public_id)))
