"""What is done with an accepted theme, and the history of the codebook with its undo."""

from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.themes import queries, services
from app.themes.core.stories import without_counts
from app.themes.core.theme_text import PARTS
from app.themes.forms import IntoForm, SplitForm, WordsForm
from app.themes.models import Theme
from app.themes.views import bp
from app.web.respond import invalid, page, see_other


@bp.get("/themes/<public_id>/edit")
@requires("themes.edit")
def edit(public_id: str) -> Response:
    return page("themes/edit.html", **_forms(queries.theme(the_viewer().program_id, public_id)))


@bp.post("/themes/<public_id>/rename")
@requires("themes.edit")
def rename(public_id: str) -> Response:
    viewer, form = the_viewer(), WordsForm()
    try:
        with transaction():
            theme = queries.theme(viewer.program_id, public_id)
            services.describe(theme, form.words, seen=form.seen.data or None, by=viewer)
    except DomainError as error:
        return _refused(public_id, "rename", form, error)
    return see_other(url_for("themes.theme", public_id=public_id))


@bp.post("/themes/<public_id>/merge")
@requires("themes.edit")
def merge(public_id: str) -> Response:
    viewer, form = the_viewer(), IntoForm()
    with transaction():
        theme = queries.theme(viewer.program_id, public_id)
        into = queries.theme(viewer.program_id, form.into.data or "")
        services.merge_themes(theme, into, by=viewer)
        said, into_id = f"“{theme.name}” is now part of “{into.name}”.", into.public_id
    flash(said, "message")
    return see_other(url_for("themes.theme", public_id=into_id))


@bp.post("/themes/<public_id>/split")
@requires("themes.edit")
def split_theme(public_id: str) -> Response:
    viewer, form = the_viewer(), SplitForm()
    try:
        with transaction():
            theme = queries.theme(viewer.program_id, public_id)
            part = queries.cluster(viewer.program_id, form.part.data or "")
            given = (form.name.data or "", form.definition.data or "")
            new_id = services.split_theme(theme, *given, part=part, by=viewer).public_id
    except DomainError as error:
        return _refused(public_id, "split", form, error)
    return see_other(url_for("themes.theme", public_id=new_id))


@bp.get("/themes/history")
@requires("themes.see")
def history() -> Response:
    viewer = the_viewer()
    program_id = viewer.program_id
    told = (lambda sentence: sentence) if viewer.may("themes.edit") else without_counts
    return page(
        "themes/history.html", told=told, edits=queries.edits(program_id), number=queries.codebook_number(program_id)
    )


@bp.post("/themes/history/<public_id>/undo")
@requires("themes.edit")
def undo(public_id: str) -> Response:
    viewer = the_viewer()
    with transaction():
        services.undo(queries.edit(viewer.program_id, public_id), by=viewer)
    flash("Undone: the codebook is as it was before.", "message")
    return see_other(url_for("themes.history"))


def _forms(theme: Theme, **given: Any) -> dict[str, Any]:
    """Return the three forms of the page, with those that were given in place of empty ones."""
    others = [one for one in queries.themes(theme.program_id) if one.id != theme.id]
    words = theme.words
    rename = WordsForm(
        **{part: getattr(words, part) for part in PARTS[:-1]},
        examples="\n".join(words.examples),
        seen=words.fingerprint,
        formdata=None,
    )
    forms: dict[str, Any] = {
        "rename": rename,
        "into": IntoForm(formdata=None),
        "split": SplitForm(formdata=None),
    } | given
    forms["into"].into.choices = [("", "Choose a theme")] + [(one.public_id, one.name) for one in others]
    parts = queries.parts_of_theme(theme.id)
    small = queries.too_small_to_read(parts)
    forms["split"].part.choices = [
        (part.public_id, queries.TOO_SMALL if part.id in small else f"{part.label} ({part.size})") for part in parts
    ]
    return {"theme": theme, "forms": forms, "parts": parts, "others": others}


def _refused(public_id: str, which: str, form: Any, error: DomainError) -> Response:
    """Answer with the form and its errors; what has no field to stand at is a page of its own."""
    if not error.fields:
        raise error
    for name, reason in error.fields.items():
        field = form[name] if name in form else form["name"]
        field.errors = [reason]
    theme = queries.theme(the_viewer().program_id, public_id)
    return invalid("themes/edit.html", **_forms(theme, **{which: form}))
