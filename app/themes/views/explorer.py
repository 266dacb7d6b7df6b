"""All comments that may be read one by one: search, filters, and putting what was found into a theme."""

from typing import Any

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import Viewer, the_viewer
from app.shared.errors import ConflictError, DomainError
from app.themes import queries, services
from app.themes.views import bp
from app.themes.views.explored import explored
from app.web.respond import invalid, page, see_other

PLACE = ("wave", "search", "question", "theme", "language", "feeling", "role", "market", "page")


@bp.get("/themes/comments")
@requires("themes.edit")
def explorer() -> Response:
    return page("themes/explorer.html", **found())


@bp.post("/themes/comments")
@requires("themes.edit")
def place_comments() -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            done = _place(viewer)
    except ConflictError:
        raise
    except DomainError as error:
        return invalid("themes/explorer.html", **found(), error=next(iter(error.fields.values()), error.message))
    flash(done, "message")
    return see_other(back())


def found() -> dict[str, Any]:
    """Return what the page of the explorer shows for the address."""
    asked, viewer = explored(), the_viewer()
    sought = asked.sought
    context: dict[str, Any] = {
        "asked": asked,
        "labels": {wave.id: wave.label for wave in asked.waves},
        "feelings": queries.FEELINGS,
        "uncoded": queries.UNCODED,
        "ticked": request.form.getlist("comment"),
        "place": place(),
        "person_id": viewer.person_id,
    }
    if asked.asks_for_segment and asked.wave:
        segment: dict[str, Any] = {"role": sought.role, "market": sought.market, "theme_id": sought.theme_id}
        return context | {"said": queries.segment_quotes(asked.wave, sought.search, **segment)}
    number = request.args.get("page", 1, type=int)
    return context | {"found": queries.find_comments(sought, number, name_writers=viewer.may("waves.run"))}


def place() -> dict[str, Any]:
    """Return what of the address says which part of the comments is seen."""
    return {name: request.args[name] for name in PLACE if name in request.args}


def back(reference: str = "") -> str:
    """Return the address of the list that was seen, at a comment of it."""
    return url_for("themes.explorer", **place(), _anchor=f"c-{reference}" if reference else None)


def named(viewer: Viewer, references: list[str]) -> list[int]:
    """Return the rows of these comments. Raises ConflictError where one is gone or may not be read."""
    rows = queries.comments_named(viewer.program_id, references)
    if rows is None:
        raise ConflictError("A comment isn't there any more, or isn't shown any more. Nothing was changed.")
    return rows


def _place(viewer: Viewer) -> str:
    """Put the ticked comments into the chosen theme, and return it in words."""
    rows, to = named(viewer, request.form.getlist("comment")), request.form.get("to", "")
    if not to:
        raise DomainError("Choose a theme.", fields={"to": "Choose the theme to put them into."})
    theme = queries.theme(viewer.program_id, to)
    moved = services.put_into_theme(rows, theme, by=viewer)
    what = "a comment" if moved == 1 else f"{moved} comments"
    return f"Put {what} into “{theme.name}”." if moved else f"They were in “{theme.name}” already."
