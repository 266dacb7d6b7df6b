"""All comments of a theme, and sorting out those that don't belong there."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import Viewer, the_viewer
from app.shared.errors import ConflictError, DomainError
from app.themes import queries, services
from app.themes.models import Theme
from app.themes.views import bp
from app.themes.views.chosen import chosen_wave
from app.web.respond import invalid, page, see_other

PER_PAGE = 25


@bp.get("/themes/<public_id>/comments")
@requires("themes.edit")
def comments(public_id: str) -> Response:
    return page("themes/comments.html", **_listed(queries.theme(the_viewer().program_id, public_id)))


@bp.post("/themes/<public_id>/comments")
@requires("themes.edit")
def sort_comments(public_id: str) -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            done = _sort(queries.theme(viewer.program_id, public_id), viewer)
    except ConflictError:
        raise
    except DomainError as error:
        listed = _listed(queries.theme(viewer.program_id, public_id))
        return invalid("themes/comments.html", **listed, error=next(iter(error.fields.values()), error.message))
    flash(done, "message")
    return see_other(url_for("themes.comments", public_id=public_id, **_place()))


def _sort(theme: Theme, viewer: Viewer) -> str:
    """Do with the ticked comments what the pressed button says, and return it in words."""
    comments = queries.comments_by_reference(theme, request.form.getlist("comment"))
    if comments is None:
        raise ConflictError("A comment is no longer in the theme: somebody has moved it. Nothing was changed.")
    if request.form.get("do") == "split":
        new = services.split_theme(theme, request.form.get("name", ""), comments=comments, by=viewer)
        return f"Split off as “{new.name}”."
    to_id = request.form.get("to", "")
    to = queries.theme(viewer.program_id, to_id) if to_id else None
    services.move_comments(comments, theme, to, by=viewer)
    return f"Moved to “{to.name}”." if to else "Taken out of the theme."


def _place() -> dict[str, Any]:
    """Return what of the address says which part of the list is seen."""
    return {name: request.args[name] for name in ("wave", "search", "page") if name in request.args}


def _listed(theme: Theme) -> dict[str, Any]:
    search, wave = request.args.get("search", "")[:100], chosen_wave()
    return {
        "theme": theme,
        "wave": wave,
        "search": search,
        "shown": queries.theme_comments(theme, wave, search) if wave else None,
        "waiting": queries.pending(theme.id, wave.id) if wave else 0,
        "others": [one for one in queries.themes(theme.program_id) if one.id != theme.id],
        "number": request.args.get("page", 1, type=int),
        "per_page": PER_PAGE,
        "ticked": request.form.getlist("comment"),
        "typed_name": request.form.get("name", ""),
    }
