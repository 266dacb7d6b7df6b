"""The clusters that wait to be read: the list, and one of them to read with all that can be done with it."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import ConflictError, DomainError
from app.themes import queries
from app.themes.models import Cluster
from app.themes.views import bp
from app.web.respond import page, see_other

PER_PAGE = 25


@bp.get("/themes/inbox")
@requires("themes.edit")
def inbox() -> Response:
    return show(next(iter(queries.clusters_to_read(the_viewer().program_id)), None))


@bp.get("/themes/clusters/<public_id>")
@requires("themes.edit")
def cluster(public_id: str) -> Response:
    return show(queries.cluster(the_viewer().program_id, public_id))


@bp.get("/themes/clusters/<public_id>/news")
@requires("themes.edit")
def news(public_id: str) -> Response:
    """Answer what somebody did with a cluster since its page was opened; where nothing, the part that asks again."""
    found = queries.cluster(the_viewer().program_id, public_id)
    same = queries.waits_to_be_read(found) and found.revision == request.args.get("revision", 0, type=int)
    return page("themes/_news.html", cluster=found, changed=not same, last=queries.last_edit_about(found))


def show(found: Cluster | None, *, status: int = 200, problem: str = "", wrong: Any = None) -> Response:
    """Answer with the list and this cluster. `problem` says what went wrong, `wrong` where; what was typed stays."""
    program_id = the_viewer().program_id
    waiting = queries.clusters_to_read(program_id)
    runs = queries.runs(program_id)
    context: dict[str, Any] = {
        "me": the_viewer().person_id,
        "cluster": found,
        "waiting": waiting,
        "small": queries.too_small_to_read([*waiting, *([found] if found else [])]),
        "reach": queries.reach(program_id, the_viewer().person_id, waiting),
        "lately": queries.lately(program_id),
        "waves": queries.wave_labels(program_id),
        "themes": queries.themes(program_id),
        "runs": runs[:5],
        "failed": runs[0] if runs and runs[0].state == "failed" else None,
        "unfinished": queries.unfinished_runs(program_id),
        "progress_of": queries.progress_of,
        "closed_waves": queries.closed_waves(program_id),
        "problem": problem,
        "wrong": wrong or {},
        "typed": request.form,
        "ticked": request.form.getlist("comment"),
    }
    return page("themes/inbox.html", status=status, **context, **(_reading(found, waiting) if found else {}))


def _reading(found: Cluster, waiting: Sequence[Cluster]) -> dict[str, Any]:
    """Return what of one cluster is seen, and which come before and after it on the list."""
    at = next((number for number, one in enumerate(waiting) if one.id == found.id), None)
    pages = max(1, -(-found.size // PER_PAGE))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    return {
        "at": at,
        "before": waiting[at - 1] if at else None,
        "after": waiting[at + 1] if at is not None and at + 1 < len(waiting) else None,
        "number": number,
        "pages": pages,
        "url_for_page": lambda number: url_for("themes.cluster", public_id=found.public_id, page=number),
        "comments": queries.comments_of(found, (number - 1) * PER_PAGE, PER_PAGE),
        "parts": queries.parts_to_see(found),
        "proposals": queries.proposals(found, the_viewer().program_id),
        "about": queries.edits_about(found),
    }


def go_on(public_id: str, *, to: str = "") -> Response:
    """Answer a good POST: the cluster `to`, else what comes after this one on the list."""
    program_id = the_viewer().program_id
    if public_id and not to:
        following = queries.next_to_read(program_id, queries.cluster(program_id, public_id))
        to = following.public_id if following else ""
    return see_other(url_for("themes.cluster", public_id=to) if to else url_for("themes.inbox"))


def say_no(public_id: str, error: DomainError) -> Response:
    """Answer what can't be done with the cluster as it is now and everything that was typed."""
    if not error.fields and not isinstance(error, ConflictError):
        raise error
    found = queries.cluster(the_viewer().program_id, public_id)
    problem = error.message if isinstance(error, ConflictError) else ""
    return show(found, status=error.status, problem=problem, wrong=error.fields)
