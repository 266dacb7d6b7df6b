"""What was expected of changes, and what was seen."""

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.outcomes import presenting, services
from app.outcomes.views import bp
from app.web.respond import page, see_other


@bp.get("/effects")
@requires("effects.see")
def effects() -> Response:
    """Each expected effect with what was seen of it, or when it can be."""
    return page("outcomes/effects.html", rows=presenting.seen_rows(the_viewer().program_id))


@bp.post("/effects/measure")
@requires("effects.measure")
def measure_now() -> Response:
    """Have everything measured that can be."""
    with transaction():
        services.ask_to_measure(the_viewer())
    flash("The effects are being measured. Reload the page in a moment.")
    return see_other(url_for("outcomes.effects"))
