"""What is done with a cluster: accept, merge, discard, split, rename; and taking back what was done."""

from flask import request
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.themes import queries, services
from app.themes.views import bp
from app.themes.views.inbox import go_on, say_no, show


@bp.post("/themes/clusters/<public_id>/accept")
@requires("themes.edit")
def accept(public_id: str) -> Response:
    viewer, form = the_viewer(), request.form
    try:
        with transaction():
            found = queries.cluster(viewer.program_id, public_id)
            services.accept(found, form.get("name", ""), form.get("definition", ""), seen=seen(), by=viewer)
    except DomainError as error:
        return say_no(public_id, error)
    return go_on(public_id)


@bp.post("/themes/clusters/<public_id>/merge")
@requires("themes.edit")
def merge_cluster(public_id: str) -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            found = queries.cluster(viewer.program_id, public_id)
            into = queries.theme_meant(viewer.program_id, request.form.get("into", ""))
            services.merge_cluster(found, into, seen=seen(), by=viewer)
    except DomainError as error:
        return say_no(public_id, error)
    return go_on(public_id)


@bp.post("/themes/clusters/<public_id>/discard")
@requires("themes.edit")
def discard(public_id: str) -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            services.discard(queries.cluster(viewer.program_id, public_id), seen=seen(), by=viewer)
    except DomainError as error:
        return say_no(public_id, error)
    return go_on(public_id)


@bp.post("/themes/clusters/<public_id>/split")
@requires("themes.edit")
def split(public_id: str) -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            found = queries.cluster(viewer.program_id, public_id)
            first = services.split(found, seen=seen(), by=viewer)[0].public_id
    except DomainError as error:
        return say_no(public_id, error)
    return go_on(public_id, to=first)


@bp.post("/themes/clusters/<public_id>/label")
@requires("themes.edit")
def rename_cluster(public_id: str) -> Response:
    viewer, label = the_viewer(), request.form.get("label", "")
    try:
        with transaction():
            services.rename_cluster(queries.cluster(viewer.program_id, public_id), label, seen=seen(), by=viewer)
    except DomainError as error:
        return say_no(public_id, error)
    return go_on(public_id, to=public_id)


@bp.post("/themes/inbox/undo/<public_id>")
@requires("themes.edit")
def undo_here(public_id: str) -> Response:
    """Take back an edit and go to the cluster that it was about."""
    viewer = the_viewer()
    edit = queries.edit(viewer.program_id, public_id)
    about = queries.cluster_of_edit(edit)
    place = about.public_id if about else ""
    try:
        with transaction():
            services.undo(queries.edit(viewer.program_id, public_id), by=viewer)
    except DomainError as error:
        found = queries.cluster(viewer.program_id, place) if place else None
        return show(found, status=error.status, problem=error.message)
    return go_on("", to=place or request.form.get("here", ""))


def seen() -> int | None:
    """Return the revision of the cluster that the sender saw."""
    return request.form.get("seen", None, type=int)
