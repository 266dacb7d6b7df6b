"""Puts a proposal to the vote."""

from flask import flash
from werkzeug.wrappers import Response

from app.council import queries as councils
from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.proposals import queries, services
from app.proposals.forms import BallotForm, place
from app.proposals.models import Proposal
from app.proposals.views import bp
from app.proposals.views.context import ballot_form, proposal_context
from app.proposals.views.pages import there
from app.shared.errors import DomainError
from app.web.respond import invalid


@bp.post("/proposals/<public_id>/ballot")
@requires("council.run")
def open_ballot(public_id: str) -> Response:
    """Open the ballot on an open proposal."""
    viewer = the_viewer()
    form = ballot_form(queries.readable(viewer, public_id))
    if not form.validate_on_submit():
        return _refused(public_id, form)
    try:
        with transaction():
            _open(queries.readable(viewer, public_id), form)
    except DomainError as error:
        place(form, error)
        return _refused(public_id, form)
    flash("The ballot is open. What it decides, who may vote and when it passes are fixed now.")
    return there(public_id, "ballot")


def _open(proposal: Proposal, form: BallotForm) -> None:
    viewer = the_viewer()
    council = councils.council(proposal.program_id, form.council.data)
    found = {value for value, *_ in form.recused.choices}
    extra = {}
    if form.other_seat.data:
        seat = councils.seat(council.id, form.other_seat.data)
        extra[seat.id] = form.other_reason.data or "recused by the facilitator"
    services.open_ballot(
        proposal,
        council,
        question=form.question.data,
        secret=form.secret.data == "yes",
        threshold=form.threshold.data,
        quorum=form.quorum.data,
        closes_at=form.closing_moment(viewer.time_zone),
        lifted=found - set(form.recused.data or ()),
        extra_recusals=extra,
        by=viewer,
    )


def _refused(public_id: str, form: BallotForm) -> Response:
    stored = queries.readable(the_viewer(), public_id)
    return invalid("proposals/proposal.html", **proposal_context(stored, ballot_form=form))
