"""Surveys: what is asked, in which versions, and bringing a questionnaire in."""

from typing import Any

from flask import request, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries as programs
from app.pulse import queries, services
from app.pulse.forms import SurveyForm
from app.pulse.models import Survey
from app.pulse.views import bp, previews
from app.pulse.views.respondent_pages import language_name
from app.pulse.views.uploads import text_of, with_errors
from app.web.respond import invalid, page, see_other


@bp.get("/surveys")
@requires("surveys.see")
def surveys() -> Response:
    """List the surveys with their newest versions."""
    found = queries.surveys(the_viewer().program_id)
    rows = [_row(survey) for survey in found]
    return page("pulse/surveys.html", rows=rows, language_name=language_name, **_rights())


@bp.get("/surveys/import")
@requires("surveys.edit")
def new_survey() -> Response:
    """Ask for a questionnaire."""
    return page("pulse/survey_import.html", form=SurveyForm(formdata=None, key=request.args.get("key")), problems=())


@bp.post("/surveys/import")
@requires("surveys.edit")
def import_survey() -> Response:
    """Take a questionnaire in, or list every place that can't be read."""
    form, viewer = SurveyForm(), the_viewer()
    text = text_of(form)
    if not form.validate_on_submit() or not text:
        return invalid("pulse/survey_import.html", form=form, problems=())
    with with_errors(form) as problems, transaction():
        version = services.import_survey(viewer.program_id, form.key.data.strip(), text, by=viewer)
        there = url_for("pulse.survey", public_id=version.survey.public_id)
    if form.errors or problems:
        return invalid("pulse/survey_import.html", form=form, problems=problems)
    return see_other(there)


@bp.get("/surveys/<public_id>")
@requires("surveys.see")
def survey(public_id: str) -> Response:
    """Show what a survey asks, its versions and its waves."""
    found = queries.survey(the_viewer().program_id, public_id)
    return page("pulse/survey.html", waves=queries.waves_of_survey(found.id), **_row(found), **_rights())


@bp.get("/surveys/<public_id>/preview")
@requires("surveys.see")
def preview_survey(public_id: str) -> Response:
    """Show the newest version as respondents would see it."""
    viewer = the_viewer()
    version = queries.version_of(queries.survey(viewer.program_id, public_id).id)
    return previews.preview(version, programs.program(viewer.program_id))


def _row(survey: Survey) -> dict[str, Any]:
    versions = queries.versions(survey.id)
    return {
        "survey": survey,
        "versions": versions,
        "instrument": queries.instrument_of(versions[0]) if versions else None,
        "used": len(queries.waves_of_survey(survey.id)),
    }


def _rights() -> dict[str, Any]:
    viewer = the_viewer()
    return {"may_edit": viewer.may("surveys.edit"), "may_run": viewer.may("waves.run")}
