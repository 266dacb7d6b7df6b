"""Pages of the overview and of reports."""

from flask import Blueprint, Response, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.pulse import queries as pulse
from app.reports import documents, queries
from app.reports.forms import PeriodForm
from app.reports.home import home_of
from app.reports.lead import overview_lead
from app.reports.shapes import SHAPES
from app.web.respond import page

bp = Blueprint("reports", __name__, template_folder="templates")
bp.record_once(lambda state: state.app.jinja_env.globals.update(SHAPES))


@bp.get("/")
@requires("signed in")
def home() -> AnyResponse:
    """Everybody's first page: the loop, or what they came for."""
    viewer = the_viewer()
    if elsewhere := home_of(viewer):
        return redirect(elsewhere, code=303)
    tasks, shown = queries.waiting_for(viewer), queries.overview(viewer)
    lead, sees_waves = overview_lead(viewer, tasks, shown), viewer.may("waves.see")
    return page("reports/overview.html", tasks=tasks, shown=shown, lead=lead, sees_waves=sees_waves)


@bp.get("/reports")
@requires("reports.see")
def impact() -> Response | AnyResponse:
    """The impact report, of the year to date unless another time is asked for."""
    form = PeriodForm(request.args, meta={"csrf": False})
    since, until = form.period()
    report = queries.impact(the_viewer().program_id, since, until)
    return page("reports/impact.html", report=report, form=form, waves=pulse.waves(the_viewer().program_id))


@bp.get("/reports/impact.<any(csv, json, xlsx, html):kind>")
@requires("reports.see")
def impact_document(kind: str) -> Response | AnyResponse:
    """The impact report as a file."""
    since, until = PeriodForm(request.args, meta={"csrf": False}).period()
    document = documents.impact_document(queries.impact(the_viewer().program_id, since, until), kind)
    return send_file(document.stream(), document.mimetype, as_attachment=True, download_name=document.name)


@bp.get("/reports/waves/<public_id>")
@requires("reports.see")
def wave(public_id: str) -> AnyResponse:
    """One wave on one page, to be printed or passed on."""
    report = queries.wave_report(pulse.wave(the_viewer().program_id, public_id))
    return page("reports/wave.html", report=report, k=report.wave.k)


@bp.get("/reports/waves/<public_id>.<any(csv, json, xlsx, html):kind>")
@requires("reports.see")
def wave_document(public_id: str, kind: str) -> Response | AnyResponse:
    """A wave's report as a file."""
    report = queries.wave_report(pulse.wave(the_viewer().program_id, public_id))
    document = documents.wave_document(report, kind)
    return send_file(document.stream(), document.mimetype, as_attachment=True, download_name=document.name)
