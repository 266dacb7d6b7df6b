"""Pages of council sessions: the list, planning one, and the workbench on which it is run."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.council import queries, services
from app.council.forms import AgendaForm, MinutesForm, SessionForm
from app.council.views import bp
from app.council.workbench import workbench
from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.web.forms import place_error
from app.web.respond import invalid, page, see_other


@bp.get("/sessions")
@requires("council.see")
def sessions() -> Response:
    """The sessions: what comes next first, then what was held."""
    viewer = the_viewer()
    there = queries.sessions(viewer.program_id)
    ahead = sorted((one for one in there if one.state != queries.HELD), key=lambda one: one.starts_at)
    held = [one for one in there if one.state == queries.HELD]
    can_plan = viewer.may("council.run") and bool(queries.councils(viewer.program_id))
    return page("council/sessions.html", ahead=ahead, held=held, can_plan=can_plan)


@bp.get("/sessions/new")
@requires("council.run")
def new_session() -> Response:
    """The form that plans a session."""
    return page("council/new_session.html", **_planning(SessionForm(formdata=None)))


@bp.post("/sessions")
@requires("council.run")
def plan_session() -> Response:
    """Plan a session; the seats are invited by mail."""
    context = _planning(form := SessionForm())
    if not form.validate_on_submit():
        return invalid("council/new_session.html", **context)
    try:
        with transaction():
            public_id = _plan(form)
    except DomainError as error:
        place_error(form, error)
        return invalid("council/new_session.html", **_planning(form))
    flash("The session is planned, and its seats are invited.")
    return see_other(url_for("council.session", public_id=public_id))


@bp.get("/sessions/<public_id>")
@requires("council.see")
def session(public_id: str) -> Response:
    """One session."""
    return page("council/session.html", **session_context(public_id))


@bp.post("/sessions/<public_id>/agenda")
@requires("council.run")
def add_item(public_id: str) -> Response:
    """Add a point to the agenda."""
    viewer, form = the_viewer(), AgendaForm()
    if not form.validate_on_submit():
        return invalid("council/session.html", **session_context(public_id, agenda_form=form))
    with transaction():
        found = queries.session(viewer.program_id, public_id)
        services.add_agenda_item(found, form.title.data, by=viewer)
    return see_other(url_for("council.session", public_id=public_id))


@bp.post("/sessions/<public_id>/agenda/<item_id>/outcome")
@requires("council.run")
def settle_item(public_id: str, item_id: str) -> Response:
    """Write down what a point came to."""
    viewer = the_viewer()
    with transaction():
        found = queries.session(viewer.program_id, public_id)
        item = queries.agenda_item(found.id, item_id)
        services.settle_item(item, request.form.get("outcome", ""), by=viewer)
    return see_other(f"{url_for('council.session', public_id=public_id)}#item-{item_id}")


@bp.post("/sessions/<public_id>/attendance")
@requires("council.run")
def set_attendance(public_id: str) -> Response:
    """Record who is there; with htmx only the line with the quorum comes back."""
    viewer = the_viewer()
    with transaction():
        found = queries.session(viewer.program_id, public_id)
        states = {seat.id: request.form.get(f"seat-{seat.public_id}", "") for seat in services.seats_of(found)}
        services.set_attendance(found, states, by=viewer)
    if request.headers.get("HX-Request") == "true":
        return page("council/_quorum.html", bench=workbench(queries.session(viewer.program_id, public_id), viewer))
    return see_other(url_for("council.session", public_id=public_id))


@bp.post("/sessions/<public_id>/start")
@requires("council.run")
def start_session(public_id: str) -> Response:
    """Begin the session."""
    viewer = the_viewer()
    with transaction():
        services.start_session(queries.session(viewer.program_id, public_id), by=viewer)
    return see_other(url_for("council.session", public_id=public_id))


@bp.post("/sessions/<public_id>/end")
@requires("council.run")
def end_session(public_id: str) -> Response:
    """End the session."""
    viewer = the_viewer()
    with transaction():
        services.end_session(queries.session(viewer.program_id, public_id), by=viewer)
    return see_other(url_for("council.session", public_id=public_id))


def session_context(
    public_id: str, agenda_form: AgendaForm | None = None, minutes_form: MinutesForm | None = None
) -> dict[str, Any]:
    """Return what the page of a session shows, with a form that came back with errors."""
    viewer = the_viewer()
    bench = workbench(queries.session(viewer.program_id, public_id), viewer)
    written = {"text": bench.minutes.text, "number": bench.minutes.number} if bench.minutes else {}
    return {
        "bench": bench,
        "agenda_form": agenda_form or AgendaForm(formdata=None),
        "minutes_form": minutes_form or MinutesForm(formdata=None, data=written),
    }


def _planning(form: SessionForm) -> dict[str, Any]:
    viewer = the_viewer()
    return {"form": form.offer(queries.councils(viewer.program_id)), "time_zone": viewer.time_zone}


def _plan(form: SessionForm) -> str:
    viewer = the_viewer()
    council = queries.council(viewer.program_id, form.council.data)
    planned = services.plan_session(
        council,
        form.title.data,
        form.starts_in(viewer.time_zone),
        minutes_long=form.minutes_long.data,
        place=form.place.data or "",
        by=viewer,
    )
    return planned.public_id
