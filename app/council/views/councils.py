"""Pages of councils and their seats."""

from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.council import queries, services
from app.council.forms import CouncilForm, SeatForm
from app.council.models import Council
from app.council.overview import council_overview, decision_row
from app.council.views import bp
from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries as programs
from app.shared.errors import DomainError
from app.web.forms import place_error
from app.web.respond import invalid, page, see_other


@bp.get("/councils")
@requires("council.see")
def councils() -> Response:
    """The councils, and what waits here for the viewer."""
    return page("council/councils.html", **_list(CouncilForm(formdata=None)))


@bp.post("/councils")
@requires("council.run")
def create_council() -> Response:
    """Make a council."""
    viewer, form = the_viewer(), CouncilForm()
    if not form.validate_on_submit():
        return invalid("council/councils.html", **_list(form))
    fields = {name: form[name].data for name in ("charter", "answer_within_days", "quorum")}
    with transaction():
        made = services.create_council(viewer.program_id, form.name.data, by=viewer, **fields)
        there = url_for("council.council", public_id=made.public_id)
    return see_other(there)


@bp.get("/councils/<public_id>")
@requires("council.see")
def council(public_id: str) -> Response:
    """One council: its charter, seats, decisions, ballots and sessions."""
    found = queries.council(the_viewer().program_id, public_id)
    return page("council/council.html", **_council(found, SeatForm(formdata=None)))


@bp.post("/councils/<public_id>/seats")
@requires("council.run")
def give_seat(public_id: str) -> Response:
    """Give a seat to a person."""
    found = queries.council(the_viewer().program_id, public_id)
    form = SeatForm().offer(programs.partners(found.program_id))
    if not form.validate_on_submit():
        return invalid("council/council.html", **_council(found, form))
    try:
        _give(public_id, form)
    except DomainError as error:
        place_error(form, error)
        found = queries.council(the_viewer().program_id, public_id)
        return invalid("council/council.html", **_council(found, form))
    return see_other(url_for("council.council", public_id=public_id))


def _give(public_id: str, form: SeatForm) -> None:
    viewer = the_viewer()
    with transaction():
        seat = services.give_seat_to(
            queries.council(viewer.program_id, public_id),
            form.email.data,
            form.name.data,
            form.partner.data,
            form.partner_role.data,
            term_starts=form.term_starts.data,
            term_ends=form.term_ends.data,
            by=viewer,
        )
        flash(f"{seat.person.name} has a seat. They sign in by a link that is mailed to them.")


def _list(form: CouncilForm) -> dict[str, Any]:
    viewer = the_viewer()
    return {
        "councils": [council_overview(one) for one in queries.councils(viewer.program_id)],
        "waiting": queries.waiting(viewer),
        "answers": [decision_row(one) for one in queries.answers_due(viewer.program_id)],
        "form": form,
        "may_run": viewer.may("council.run"),
    }


def _council(found: Council, form: SeatForm) -> dict[str, Any]:
    viewer = the_viewer()
    may_run = viewer.may("council.run")
    return {
        "council": found,
        "overview": council_overview(found),
        "form": form.offer(programs.partners(viewer.program_id) if may_run else ()),
        "may_run": may_run,
    }
