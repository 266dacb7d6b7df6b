"""The rules of a day, and one version with what it changed."""

from flask import request
from werkzeug.wrappers import Response

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.rules import queries
from app.rules.forms import AsAtForm
from app.rules.reading import file_name, rules_on, version_page
from app.rules.views import bp
from app.web.respond import page


@bp.get("/rulebook")
@requires("rulebook.see")
def rulebook() -> Response:
    """The rules in force today, or on the day asked for."""
    program_id = the_viewer().program_id
    today = queries.today(program_id)
    form = AsAtForm(request.args) if "on" in request.args else AsAtForm(on=today)
    refused = "on" in request.args and not form.validate()
    shown = rules_on(program_id, today if refused or form.on.data is None else form.on.data)
    return page("rules/rulebook.html", status=422 if refused else 200, form=form, shown=shown, today=today)


@bp.get("/rulebook/<public_id>")
@requires("rulebook.see")
def version(public_id: str) -> Response:
    """One version with the difference to the one before."""
    found = queries.version(the_viewer().program_id, public_id)
    return page("rules/version.html", shown=version_page(found))


@bp.get("/rulebook/<public_id>.yaml")
@requires("rulebook.see")
def version_document(public_id: str) -> Response:
    """One version as a document that can be checked, changed and simulated elsewhere."""
    found = queries.version(the_viewer().program_id, public_id)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(found)}"'}
    return Response(found.document, content_type="application/yaml; charset=utf-8", headers=headers)
