"""The codebook as a file: out in three formats, and in with a look before anything is stored."""

import io
from collections.abc import Sequence
from dataclasses import replace

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries as programs
from app.shared.errors import NotFoundError
from app.shared.tables.cell_text import clean
from app.themes import queries, services
from app.themes.core.codebook_document import DocumentTheme, read_document
from app.themes.core.codebook_files import (
    write_codebook_csv,
    write_codebook_json,
    write_codebook_qdc,
    write_import,
)
from app.themes.core.codebook_plan import ImportPlan
from app.themes.forms import CodebookFileForm, ConfirmForm
from app.themes.views import bp
from app.web.respond import invalid, page, see_other

_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "qdc": "application/xml; charset=utf-8"}


@bp.get("/themes/codebook/export/<any(csv, json, qdc):format>")
@requires("themes.see")
def export_codebook(format: str) -> Response:
    """The codebook of today or a published version, as a file that can be brought in again."""
    program_id, asked = the_viewer().program_id, clean(request.args.get("version", ""))
    version = queries.codebook_version(program_id, asked) if asked else None
    document = read_document(version.document) if version else queries.codebook_today(program_id)
    if not document.themes:
        raise NotFoundError("The codebook has no theme yet.")
    number = version.edit_number if version else queries.codebook_number(program_id)
    name = f"codebook-{version.number if version else 'today'}.{format}"
    headers = {"Content-Type": _TYPES[format], "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(_written(format, program_id, number, document.themes), headers=headers)


@bp.get("/themes/codebook/import")
@requires("themes.edit")
def import_codebook_form() -> Response:
    return page("themes/import.html", form=CodebookFileForm(formdata=None))


@bp.post("/themes/codebook/import")
@requires("themes.edit")
def import_codebook() -> Response:
    """Show what the file would do; nothing is stored."""
    form, program_id = CodebookFileForm(), the_viewer().program_id
    if not form.validate_on_submit():
        return invalid("themes/import.html", form=form)
    number = queries.codebook_number(program_id)
    plan = services.read_import(program_id, form.file.data.stream)
    confirm = ConfirmForm(rows=_good_rows(plan), number=number, formdata=None)
    return page("themes/import.html", status=422 if plan.rejected else 200, form=form, plan=plan, confirm=confirm)


@bp.post("/themes/codebook/import/confirm")
@requires("themes.edit")
def confirm_import() -> Response:
    """Store what was looked at."""
    form = ConfirmForm()
    with transaction():
        rows = (form.rows.data or "").encode()
        done = services.import_codebook(rows, form.number.data if form.number.data is not None else -1, by=the_viewer())
    added, changed = len(done.added), len(done.changed)
    flash(f"Imported: {added} added, {changed} changed. It is one step of the history and can be undone.", "message")
    return see_other(url_for("themes.codebook"))


def _written(format: str, program_id: int, number: int, themes: Sequence[DocumentTheme]) -> bytes | str:
    if format == "qdc":
        return write_codebook_qdc(themes)
    if format == "csv":
        written = io.StringIO(newline="")
        write_codebook_csv(written, themes)
        return written.getvalue()
    key, vectors = programs.program(program_id).key, queries.vectors_to_share(program_id)
    return write_codebook_json(key, number, themes, vectors)


def _good_rows(plan: ImportPlan) -> str:
    """Return the themes to add and to change with all their words, as the file that the confirmation sends back."""
    changed = [(replace(one.row, vector=()), one.known.guid, one.after) for one in plan.changed]
    return write_import([*((row, row.key, row.words()) for row in plan.added), *changed])
