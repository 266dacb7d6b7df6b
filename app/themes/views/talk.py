"""What was said in the council and in discussions, to be given a theme."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.themes import queries, services
from app.themes.sources import SOURCE_NAMES, all_said
from app.themes.views import bp
from app.web.respond import invalid, page, see_other

PER_PAGE = 25


@bp.get("/themes/talk")
@requires("themes.edit")
def talk() -> Response:
    return page("themes/talk.html", **_listed())


@bp.post("/themes/talk")
@requires("themes.edit")
def give_theme() -> Response:
    viewer, form = the_viewer(), request.form
    source, place = form.get("source", ""), form.get("place", "")
    if not form.get("to"):
        error = DomainError("Choose a theme.")
        return invalid("themes/talk.html", **_listed(), error=error.message, refused=(source, place))
    with transaction():
        theme = queries.theme(viewer.program_id, form["to"])
        services.give_theme(source, place, theme, by=viewer)
        name = theme.name
    flash(f"It carries “{name}” now. Figures of surveys don’t count it.", "message")
    return _back(f"s-{place}")


@bp.post("/themes/talk/<public_id>/remove")
@requires("themes.edit")
def take_theme(public_id: str) -> Response:
    viewer = the_viewer()
    with transaction():
        passage = queries.passage(viewer.program_id, public_id)
        place = passage.place
        services.take_theme(passage, by=viewer)
    return _back(f"s-{place}")


def _back(anchor: str) -> Response:
    return see_other(f"{url_for('themes.talk', **_place())}#{anchor}")


def _place() -> dict[str, Any]:
    """Return what of the address says which part of the talk is seen."""
    return {name: request.args[name] for name in ("source", "uncoded", "page") if name in request.args}


def _listed() -> dict[str, Any]:
    viewer, source = the_viewer(), request.args.get("source", "")
    carried, only_uncoded = queries.carried_themes(viewer.program_id), request.args.get("uncoded") == "yes"
    there = [
        one
        for one in all_said(viewer)
        if source in ("", one.source) and not (only_uncoded and carried.get((one.source, one.place)))
    ]
    pages = max(1, -(-len(there) // PER_PAGE))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    return {
        "said": there[(number - 1) * PER_PAGE : number * PER_PAGE],
        "carried": carried,
        "themes": queries.themes(viewer.program_id),
        "sources": SOURCE_NAMES,
        "source": source,
        "only_uncoded": only_uncoded,
        "number": number,
        "pages": pages,
        "place": _place(),
    }
