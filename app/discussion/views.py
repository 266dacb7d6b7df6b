"""Takes posts and resolutions; the thread itself stands on the page of its subject."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from app.db import transaction
from app.discussion import queries, services
from app.discussion.forms import PostForm
from app.discussion.parts import sealed_subject, thread_part
from app.discussion.standing import standing_of
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.web.forms import place_error
from app.web.respond import invalid, page, see_other
from app.web.subjects import subject_url

bp = Blueprint("discussion", __name__, template_folder="templates", url_prefix="/discussion")

PAGE, PART = "discussion/thread.html", "discussion/_thread.html"


@bp.post("/<about>/posts")
@requires("proposals.discuss")
def write(about: str) -> Response:
    """Add a post to the thread of a sealed subject."""
    viewer, form = the_viewer(), PostForm()
    subject = sealed_subject(about, viewer.program_id)
    parent = request.form.get("parent") or None
    if not form.validate_on_submit():
        return _refused(subject, form, parent)
    try:
        with transaction():
            _write(subject, form, parent)
    except DomainError as error:
        _place(form, error)
        return _refused(subject, form, parent)
    return _there(subject)


@bp.post("/concerns/<public_id>/resolve")
@requires("proposals.discuss")
def resolve(public_id: str) -> Response:
    """Call a concern resolved."""
    viewer = the_viewer()
    with transaction():
        concern = queries.concern(viewer.program_id, public_id)
        services.resolve_concern(concern, request.form.get("resolution", ""), by=viewer)
        subject = queries.subject_of(concern)
    return _there(subject)


def _write(subject: str, form: PostForm, parent: str | None) -> None:
    viewer, thread = the_viewer(), queries.thread_of(subject)
    answered = queries.post_of(thread, parent) if parent and thread else None
    services.write_post(
        subject,
        viewer.program_id,
        form.text.data,
        standing=standing_of(viewer),
        parent=answered,
        concern_name=form.concern_name.data or "",
        blocking=form.blocking.data,
        by=viewer,
    )


def _there(subject: str) -> Response:
    if request.headers.get("HX-Request") == "true":
        return page(PART, **thread_part(subject, the_viewer()))
    return see_other(f"{subject_url(subject)}#discussion")


def _refused(subject: str, form: PostForm, parent: str | None) -> Response:
    return invalid(
        PAGE, part=PART, back=subject_url(subject), **thread_part(subject, the_viewer(), form=form, answered=parent)
    )


def _place(form: PostForm, error: DomainError) -> None:
    """Put the error beside its field; one without a field is the error handler's."""
    if not error.fields:
        raise error
    place_error(form, error)
