"""What changed for somebody: with an account, or with the personal link of a pulse."""

from flask import url_for
from werkzeug.wrappers import Response

from app.identity.access import open_to_all, requires
from app.identity.viewer import the_viewer
from app.outcomes import presenting
from app.outcomes.views import bp
from app.pulse.errors import LinkEndedError
from app.pulse.views.link_cookie import invitation_here
from app.web.respond import page, see_other


@bp.get("/what-changed")
@requires("own_changes.see")
def own() -> Response:
    """What came of what the viewer and partners like them said, and their scorecard."""
    viewer = the_viewer()
    partner = presenting.own_partner(viewer)
    context = presenting.own_context(viewer.person_id, viewer.program_id, partner, with_card=True)
    return page("outcomes/own.html", by_link=False, **context)


@bp.get("/p/what-changed")
@open_to_all
def own_by_link() -> Response:
    """The same for who opened the personal link of a pulse; the scorecard only while it can be answered.

    A mail is kept and passed on for longer than somebody should read figures of their organisation in it.
    """
    try:
        invitation = invitation_here()
    except LinkEndedError:
        return see_other(url_for("pulse.respond"))
    person_id, wave = invitation.person_id, invitation.wave
    partner = invitation.partner if presenting.is_still_there(person_id, invitation.partner) else None
    context = presenting.own_context(person_id, wave.program_id, partner, with_card=wave.state == "open")
    return page("outcomes/own.html", by_link=True, **context)
