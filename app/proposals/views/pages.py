"""The list of proposals, a proposal's page, and whom it would move by name."""

from flask import request, url_for
from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries as programs
from app.proposals import queries
from app.proposals.services.states import STATES
from app.proposals.views import bp
from app.proposals.views.context import moved_rows, proposal_context
from app.themes import queries as themes
from app.web.respond import page, see_other


@bp.get("/proposals")
@requires("proposals.see")
def proposals() -> Response:
    """The program's proposals by state."""
    viewer = the_viewer()
    hidden = () if viewer.may("proposals.write") else ("draft",)
    listed = [one for one in queries.proposals(viewer.program_id) if one.state not in hidden]
    cited = {
        one.id: [themes.theme_by_id(citation.theme_id) for citation in queries.citations(one.id)] for one in listed
    }
    return page("proposals/proposals.html", proposals=listed, cited=cited, states=STATES)


@bp.get("/proposals/<public_id>")
@requires("proposals.see")
def proposal(public_id: str) -> Response:
    """A proposal; with a parameter in the address also what another value would do."""
    found = queries.readable(the_viewer(), public_id)
    tried = request.args if "parameter" in request.args else None
    return page("proposals/proposal.html", part="proposals/_try.html", **proposal_context(found, tried=tried))


@bp.get("/proposals/<public_id>/moved")
@requires("partners.see")
def moved(public_id: str) -> Response:
    """The partners that the frozen simulation moves, by name."""
    viewer = the_viewer()
    viewer.must("proposals.see")
    found = queries.readable(viewer, public_id)
    simulation = queries.simulation_of(found.id)
    names = {partner.public_id: partner for partner in programs.partners(viewer.program_id)}
    rows = moved_rows(simulation, names) if simulation else []
    return page("proposals/moved.html", proposal=found, simulation=simulation, rows=rows)


def there(public_id: str, part: str = "") -> Response:
    """Answer a good POST: back to the proposal, at the part that was changed."""
    return see_other(url_for("proposals.proposal", public_id=public_id, _anchor=part or None))
