"""Registers what is expected of a draft."""

from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.proposals import queries, services
from app.proposals.forms import EffectForm, place
from app.proposals.models import Proposal
from app.proposals.views import bp
from app.proposals.views.context import effect_form, proposal_context
from app.proposals.views.pages import there
from app.shared.errors import DomainError
from app.web.respond import invalid


@bp.post("/proposals/<public_id>/effects")
@requires("proposals.write")
def expect(public_id: str) -> Response:
    """Register one more expected effect."""
    viewer = the_viewer()
    form = effect_form(viewer.program_id)
    if not form.validate_on_submit():
        return _refused(public_id, form)
    try:
        with transaction():
            _expect(queries.proposal(viewer.program_id, public_id), form)
    except DomainError as error:
        place(form, error)
        return _refused(public_id, form)
    return there(public_id, "expect")


@bp.post("/proposals/<public_id>/effects/<effect>/remove")
@requires("proposals.write")
def forget_effect(public_id: str, effect: str) -> Response:
    """Expect an effect no longer."""
    viewer = the_viewer()
    with transaction():
        stored = queries.proposal(viewer.program_id, public_id)
        services.forget_effect(stored, queries.effect(stored.id, effect), by=viewer)
    return there(public_id, "expect")


def _expect(proposal: Proposal, form: EffectForm) -> None:
    roles, markets = form.roles.data or (), form.markets.data or ()
    measure, key = form.what()
    services.expect(
        proposal,
        measure,
        key,
        form.direction.data,
        form.by.data,
        roles,
        markets,
        form.target_value(),
        by=the_viewer(),
    )


def _refused(public_id: str, form: EffectForm) -> Response:
    stored = queries.proposal(the_viewer().program_id, public_id)
    return invalid("proposals/proposal.html", **proposal_context(stored, effect_form=form))
