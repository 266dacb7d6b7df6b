"""Comments that are moved out of a cluster, and alike ones that are taken in from elsewhere."""

from flask import request
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import ConflictError, DomainError
from app.themes import queries, services
from app.themes.models import Cluster, Theme
from app.themes.views import bp
from app.themes.views.clusters import seen
from app.themes.views.inbox import go_on, say_no
from app.web.respond import page

GONE = "A comment is no longer where it was: somebody has moved it. Nothing was changed."


@bp.post("/themes/clusters/<public_id>/move")
@requires("themes.edit")
def move_from_cluster(public_id: str) -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            found = queries.cluster(viewer.program_id, public_id)
            comments = queries.comments_in(found, request.form.getlist("comment"))
            if comments is None:
                raise ConflictError(GONE)
            services.move_from_cluster(found, comments, _target(viewer.program_id), seen=seen(), by=viewer)
    except DomainError as error:
        return say_no(public_id, error)
    return go_on(public_id, to=public_id)


@bp.get("/themes/clusters/<public_id>/alike")
@requires("themes.edit")
def more_like_this(public_id: str) -> Response:
    return _alike(queries.cluster(the_viewer().program_id, public_id))


@bp.post("/themes/clusters/<public_id>/take")
@requires("themes.edit")
def take_in(public_id: str) -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            found = queries.cluster(viewer.program_id, public_id)
            comments = queries.comments_elsewhere(found, request.form.getlist("comment"))
            if comments is None:
                raise ConflictError(GONE)
            services.take_in(found, comments, seen=seen(), by=viewer)
    except DomainError as error:
        return _alike(queries.cluster(viewer.program_id, public_id), error)
    return go_on(public_id, to=public_id)


def _alike(found: Cluster, error: DomainError | None = None) -> Response:
    """Answer with the comments that are most like the cluster, or like its comment that the address names."""
    reference = request.args.get("like", "")
    rows = queries.comments_in(found, [reference]) if reference else None
    like = rows[0] if rows else None
    return page(
        "themes/alike.html",
        status=error.status if error else 200,
        cluster=found,
        small=bool(queries.too_small_to_read([found])),
        waits=queries.waits_to_be_read(found),
        reference=reference if like else "",
        said=next((one for one in queries.comments_of(found) if one.reference == reference), None) if like else None,
        kept=queries.has_vectors(found),
        shown=queries.alike(found, like),
        problem=error.message if error else "",
        ticked=request.form.getlist("comment"),
    )


def _target(program_id: int) -> Cluster | Theme | None:
    """Return what the form says the comments go to; None for nowhere."""
    kind, _, public_id = request.form.get("to", "").partition(":")
    if kind == "cluster":
        return queries.cluster(program_id, public_id)
    if kind == "theme":
        return queries.theme(program_id, public_id)
    if kind == "nowhere":
        return None
    raise DomainError("Choose where the comments go.", fields={"to": "Choose where the comments go."})
