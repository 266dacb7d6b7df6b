"""People who leave a partner."""

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries, services
from app.programs.views import bp
from app.web.respond import see_other


@bp.post("/partners/<public_id>/contacts/<person_id>/leave")
@requires("partners.import")
def contact_left(public_id: str, person_id: str) -> Response:
    """Mark a person as no longer at the partner."""
    viewer = the_viewer()
    with transaction():
        services.contact_left(queries.partner(viewer.program_id, public_id), person_id, by=viewer)
    flash("Marked as left: they are not asked any more. What they said stays.", "message")
    return see_other(url_for("programs.partner", public_id=public_id))
