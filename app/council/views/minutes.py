"""Writing and publishing minutes. Who saved later than somebody else gets both texts and loses nothing."""

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.council import queries, services
from app.council.forms import MinutesForm
from app.council.views import bp
from app.council.views.sessions import session_context
from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import ConflictError, DomainError
from app.web.forms import place_error
from app.web.respond import invalid, page, see_other


@bp.post("/sessions/<public_id>/minutes")
@requires("council.run")
def save_minutes(public_id: str) -> Response:
    """Store the minutes if nobody else has meanwhile."""
    viewer, form = the_viewer(), MinutesForm()
    try:
        with transaction():
            found = queries.session(viewer.program_id, public_id)
            services.save_minutes(found, form.text.data or "", form.written_on, by=viewer)
    except ConflictError as error:
        return _both_texts(public_id, form.text.data or "", error)
    except DomainError as error:
        return _refused(public_id, form, error)
    flash("The minutes are saved. Only facilitators see them until they are published.")
    return see_other(f"{url_for('council.session', public_id=public_id)}#minutes")


@bp.post("/sessions/<public_id>/minutes/publish")
@requires("council.run")
def publish_minutes(public_id: str) -> Response:
    """Publish the text that the facilitator has read."""
    viewer = the_viewer()
    number = request.form.get("number", type=int)
    with transaction():
        services.publish_minutes(queries.session(viewer.program_id, public_id), number=number, by=viewer)
    flash("The minutes are published to the council.")
    return see_other(f"{url_for('council.session', public_id=public_id)}#minutes")


def _both_texts(public_id: str, mine: str, error: ConflictError) -> Response:
    found = queries.session(the_viewer().program_id, public_id)
    theirs = queries.minutes(found.id)
    number = theirs.number if theirs else 0
    form = MinutesForm(formdata=None, data={"text": mine, "number": number})
    return page(
        "council/minutes_conflict.html", status=409, session=found, theirs=theirs, form=form, message=error.message
    )


def _refused(public_id: str, form: MinutesForm, error: DomainError) -> Response:
    place_error(form, error)
    return invalid("council/session.html", **session_context(public_id, minutes_form=form))
