"""Waves: the list, one wave with its response and results, and its figures as a file."""

import io

from flask import Response as FileResponse
from flask import request
from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries as programs
from app.pulse import queries
from app.pulse.facts_documents import FACTS_HEADER, facts_rows
from app.pulse.views import bp, previews, wave_pages
from app.shared.tables import write_csv
from app.web.respond import page


@bp.get("/waves")
@requires("waves.see")
def waves() -> Response:
    """List the waves with their response."""
    viewer = the_viewer()
    return page(
        "pulse/waves.html",
        rows=[(wave, queries.response(wave)) for wave in queries.waves(viewer.program_id)],
        has_survey=bool(queries.surveys(viewer.program_id)),
        may_run=viewer.may("waves.run"),
        may_edit=viewer.may("surveys.edit"),
    )


@bp.get("/waves/<public_id>")
@requires("waves.see")
def wave(public_id: str) -> Response:
    """Show a wave: whom it would ask, how many have answered, or what they said."""
    return wave_pages.show(queries.wave(the_viewer().program_id, public_id))


@bp.get("/waves/<public_id>/preview")
@requires("waves.see")
def preview_wave(public_id: str) -> Response:
    """Show the wave as respondents see it."""
    viewer = the_viewer()
    found = queries.wave(viewer.program_id, public_id)
    return previews.preview(found.instrument_version, programs.program(viewer.program_id), found)


@bp.get("/waves/<public_id>/answers")
@requires("waves.run")
def named_answers(public_id: str) -> Response:
    """Show who answered what, where the wave promised that."""
    found = queries.wave(the_viewer().program_id, public_id)
    number = request.args.get("page", 1, type=int)
    rows, pages = queries.named_answers(found, number)
    questions = queries.instrument(found).questions
    return page("pulse/named_answers.html", wave=found, rows=rows, questions=questions, number=number, pages=pages)


@bp.get("/waves/<public_id>/facts.csv")
@requires("waves.see")
def facts_file(public_id: str) -> Response:
    """Give the published figures as a file."""
    found = queries.wave(the_viewer().program_id, public_id)
    text = io.StringIO(newline="")
    write_csv(text, FACTS_HEADER, facts_rows(found))
    headers = {"Content-Disposition": f'attachment; filename="facts-{found.public_id}.csv"'}
    return FileResponse(text.getvalue(), mimetype="text/csv", headers=headers)
