"""The clusters that wait to be read, and what is done with one."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.themes import queries, services
from app.themes.forms import IntoForm, NameForm
from app.themes.models import Cluster
from app.themes.views import bp
from app.web.respond import invalid, page, see_other


@bp.get("/themes/inbox")
@requires("themes.edit")
def inbox() -> Response:
    program_id = the_viewer().program_id
    waiting = queries.clusters_to_read(program_id)
    return page(
        "themes/inbox.html",
        clusters=waiting,
        runs=queries.runs(program_id)[:5],
        unfinished=queries.unfinished_runs(program_id),
        progress_of=queries.progress_of,
        closed_waves=queries.closed_waves(program_id),
        **around(waiting),
    )


@bp.get("/themes/clusters/<public_id>")
@requires("themes.edit")
def cluster(public_id: str) -> Response:
    found = queries.cluster(the_viewer().program_id, public_id)
    waits = queries.waits_to_be_read(found)
    return page("themes/cluster.html", cluster=found, waits=waits, members=readable(found), **around([found]))


@bp.post("/themes/clusters/<public_id>/accept")
@requires("themes.edit")
def accept(public_id: str) -> Response:
    viewer, form = the_viewer(), NameForm()
    try:
        with transaction():
            found = queries.cluster(viewer.program_id, public_id)
            theme = services.accept(found, form.name.data or "", form.definition.data or "", by=viewer)
            said, url = f"Accepted as “{theme.name}”.", url_for("themes.theme", public_id=theme.public_id)
    except DomainError as error:
        return refused(public_id, error)
    return done(said, url)


@bp.post("/themes/clusters/<public_id>/merge")
@requires("themes.edit")
def merge_cluster(public_id: str) -> Response:
    viewer, form = the_viewer(), IntoForm()
    with transaction():
        found = queries.cluster(viewer.program_id, public_id)
        into = queries.theme(viewer.program_id, form.into.data or "")
        services.merge_cluster(found, into, by=viewer)
        said, url = f"Merged into “{into.name}”.", url_for("themes.theme", public_id=into.public_id)
    return done(said, url)


@bp.post("/themes/clusters/<public_id>/discard")
@requires("themes.edit")
def discard(public_id: str) -> Response:
    viewer = the_viewer()
    with transaction():
        found = queries.cluster(viewer.program_id, public_id)
        services.discard(found, by=viewer)
        said = f"Discarded “{found.label}”."
    return done(said)


@bp.post("/themes/clusters/<public_id>/split")
@requires("themes.edit")
def split(public_id: str) -> Response:
    viewer = the_viewer()
    with transaction():
        found = queries.cluster(viewer.program_id, public_id)
        parts = services.split(found, by=viewer)
        said = f"Split “{found.label}” into {len(parts)}."
    return done(said, clusters=queries.parts_of(queries.cluster(viewer.program_id, public_id)))


def around(clusters: Any) -> dict[str, Any]:
    """Return what the cards of these clusters show beside them."""
    small = queries.too_small_to_read(clusters)
    return {
        "too_small": small,
        "typical": queries.typical_members([one.id for one in clusters if one.id not in small]),
        "parts": {one.id: queries.parts_of(one) for one in clusters},
        "themes": queries.themes(the_viewer().program_id),
        "labels": {one.id: one.run.wave_id for one in clusters},
        "waves": queries.wave_labels(the_viewer().program_id),
    }


def readable(cluster: Cluster) -> list[queries.Member]:
    """Return all comments of the cluster, none where too few organisations wrote them."""
    return [] if queries.too_small_to_read([cluster]) else queries.members(cluster.id)


def done(said: str, url: str = "", clusters: Any = ()) -> Response:
    """Answer what was done: in place of the card for htmx, with the parts that came of it, else on the list."""
    if request.headers.get("HX-Request") == "true":
        return page("themes/_done.html", said=said, url=url, clusters=clusters, **around(clusters))
    flash(said, "message")
    return see_other(url_for("themes.inbox"))


def refused(public_id: str, error: DomainError) -> Response:
    """Answer a name that can't be taken with the card and its error; anything else as it is."""
    if "name" not in error.fields:
        raise error
    found: Cluster = queries.cluster(the_viewer().program_id, public_id)
    typed = {"name": request.form.get("name", ""), "definition": request.form.get("definition", "")}
    wrong = {"error": error.fields["name"], "typed": typed, "cluster": found, "waits": True, "members": readable(found)}
    return invalid("themes/cluster.html", part="themes/_refused.html", **wrong, **around([found]))
