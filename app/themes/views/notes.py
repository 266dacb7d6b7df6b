"""Analysts' notes on comments and themes."""

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.themes import queries, services
from app.themes.views import bp
from app.themes.views.explorer import back, found, named
from app.web.respond import invalid, page, see_other


@bp.get("/themes/notes")
@requires("themes.edit")
def notes() -> Response:
    return _page()


@bp.post("/themes/comments/notes")
@requires("themes.edit")
def note_on_comment() -> Response:
    viewer, reference = the_viewer(), request.form.get("comment", "")
    try:
        with transaction():
            (comment_id,) = named(viewer, [reference])
            services.add_note(request.form.get("text", ""), comment_id=comment_id, by=viewer)
    except DomainError as error:
        return invalid("themes/explorer.html", **found(), note_error=_reason(error), noted=reference)
    flash("The note is kept.", "message")
    return see_other(back(reference))


@bp.post("/themes/<public_id>/notes")
@requires("themes.edit")
def note_on_theme(public_id: str) -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            theme = queries.theme(viewer.program_id, public_id)
            services.add_note(request.form.get("text", ""), theme=theme, by=viewer)
    except DomainError as error:
        return _page(error=error, on_theme=queries.theme(viewer.program_id, public_id))
    return see_other(url_for("themes.theme", public_id=public_id, _anchor="notes"))


@bp.post("/themes/notes/<public_id>")
@requires("themes.edit")
def edit_note(public_id: str) -> Response:
    viewer = the_viewer()
    try:
        with transaction():
            services.edit_note(queries.note(viewer.program_id, public_id), request.form.get("text", ""), by=viewer)
    except DomainError as error:
        return _page(error=error, edited=public_id)
    return see_other(url_for("themes.notes", _anchor=f"note-{public_id}"))


@bp.post("/themes/notes/<public_id>/delete")
@requires("themes.edit")
def delete_note(public_id: str) -> Response:
    viewer = the_viewer()
    with transaction():
        services.delete_note(queries.note(viewer.program_id, public_id), by=viewer)
    flash("The note is gone.", "message")
    return see_other(url_for("themes.notes"))


def _page(error: DomainError | None = None, edited: str = "", on_theme: object = None) -> Response:
    """Answer with all notes; with an error, at the note or the theme whose text was refused."""
    viewer = the_viewer()
    there = queries.notes(viewer.program_id)
    shown = queries.readable_among(viewer.program_id, [one.note.comment_id for one in there if one.note.comment_id])
    answer = invalid if error else page
    return answer(
        "themes/notes.html",
        notes=there,
        shown=shown,
        person_id=viewer.person_id,
        error=_reason(error) if error else "",
        edited=edited,
        on_theme=on_theme,
        typed=request.form.get("text", ""),
    )


def _reason(error: DomainError) -> str:
    """Return what is wrong with the text; what no field of it can say is a page of its own."""
    if "text" not in error.fields:
        raise error
    return error.fields["text"]
