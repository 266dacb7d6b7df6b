"""Names and removes the parameter changes of a draft."""

from flask import request
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.proposals import queries, services, trying
from app.proposals.forms import ChangeForm, change_form, place
from app.proposals.views import bp
from app.proposals.views.context import proposal_context
from app.proposals.views.pages import there
from app.shared.errors import DomainError
from app.web.respond import invalid


@bp.post("/proposals/<public_id>/changes")
@requires("proposals.write")
def add_change(public_id: str) -> Response:
    """Name one more change, or another value in the place of an earlier one."""
    viewer = the_viewer()
    form = change_form(trying.base_rulebook(queries.proposal(viewer.program_id, public_id)), request.form)
    if not form.validate():
        return _refused(public_id, form)
    try:
        with transaction():
            stored = queries.proposal(viewer.program_id, public_id)
            services.add_change(stored, form.parameter.data, form.selector(), form.after.data, by=viewer)
    except DomainError as error:
        place(form, error)
        return _refused(public_id, form)
    return there(public_id, "change")


@bp.post("/proposals/<public_id>/changes/<int:change>/remove")
@requires("proposals.write")
def remove_change(public_id: str, change: int) -> Response:
    """Name a change no longer."""
    viewer = the_viewer()
    with transaction():
        stored = queries.proposal(viewer.program_id, public_id)
        services.remove_change(stored, queries.change(stored.id, change), by=viewer)
    return there(public_id, "change")


def _refused(public_id: str, form: ChangeForm) -> Response:
    stored = queries.proposal(the_viewer().program_id, public_id)
    return invalid("proposals/proposal.html", **proposal_context(stored, change_form=form))
