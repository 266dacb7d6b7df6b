"""Bringing partners and observations in from a file."""

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.db import transaction
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.programs import queries, services
from app.programs.forms import ImportForm, MetricsForm
from app.programs.services import WAITED_FOR, ImportReport
from app.programs.views import bp
from app.programs.wording import import_sentence
from app.web.respond import invalid, page, see_other

_PARTNERS, _METRICS = ("partner", "partners"), ("observation", "observations")


@bp.get("/partners/import")
@requires("partners.import")
def import_partners_form() -> Response:
    """Ask for a file of partners."""
    return page("programs/import_partners.html", form=ImportForm(formdata=None))


@bp.post("/partners/import")
@requires("partners.import")
def import_partners() -> Response:
    """Check or store a file of partners."""
    form, viewer = ImportForm(), the_viewer()
    if not form.validate_on_submit():
        return invalid("programs/import_partners.html", form=form)
    options = form.reading_options()
    reading = services.read_partners(viewer.program_id, form.file.data.stream, limits=WAITED_FOR, **options)
    with transaction():
        program = queries.program(viewer.program_id)
        report = services.import_partners(program, reading, **form.storing_options(), by=viewer)
    return _answer("programs/import_partners.html", form, report, _PARTNERS)


@bp.get("/partners/metrics/import")
@requires("metrics.import")
def import_metrics_form() -> Response:
    """Ask for a file of observations."""
    return page("programs/import_metrics.html", form=MetricsForm(formdata=None))


@bp.post("/partners/metrics/import")
@requires("metrics.import")
def import_metrics() -> Response:
    """Check or store a file of observations."""
    form, viewer = MetricsForm(), the_viewer()
    if not form.validate_on_submit():
        return invalid("programs/import_metrics.html", form=form)
    options = form.reading_options()
    reading = services.read_metrics(viewer.program_id, form.file.data.stream, limits=WAITED_FOR, **options)
    with transaction():
        program = queries.program(viewer.program_id)
        report = services.import_metrics(program, reading, **form.storing_options(), by=viewer)
    return _answer("programs/import_metrics.html", form, report, _METRICS)


def _answer(template: str, form: ImportForm, report: ImportReport, words: tuple[str, str]) -> Response:
    """After a file without a fault the list; else the form with what happened, since a redirect would lose it."""
    sentence = import_sentence(report, words, dry_run=form.only_check.data)
    if report.stored and not report.rejected and not report.notes:
        flash(sentence, "message")
        return see_other(url_for("programs.partners"))
    stopped = report.stops(skip_bad=form.leave_out.data)
    return page(template, status=422 if stopped else 200, form=form, report=report, sentence=sentence, stopped=stopped)
