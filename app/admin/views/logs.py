"""The queue of jobs and the audit log."""

from flask import flash, request, url_for
from werkzeug.wrappers import Response

from app.admin.views import bp
from app.audit import queries as audit
from app.audit import services as audit_log
from app.db import transaction
from app.identity import queries as people
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.jobs import queries as jobs
from app.jobs import services as job_services
from app.web.paging import asked_page, page_of
from app.web.respond import page, see_other

JOB_STATES = ("queued", "leased", "failed", "done")


@bp.get("/admin/jobs")
@requires("admin.see")
def job_list() -> Response:
    """The queue: what waits, runs, failed and was done."""
    state = request.args.get("state", "")
    state = state if state in JOB_STATES else ""
    found = page_of(jobs.jobs_of(the_viewer().program_id, state), asked_page())
    return page("admin/jobs.html", found=found, state=state, states=JOB_STATES)


@bp.post("/admin/jobs/<public_id>/retry")
@requires("admin.change")
def retry_job(public_id: str) -> Response:
    """Queue a failed job again."""
    viewer = the_viewer()
    with transaction():
        job = jobs.job(viewer.program_id, public_id)
        job_services.retry(job)
        audit_log.record("job.retry", f"job:{public_id}", by=viewer, task=job.task)
    flash("The job is queued again.")
    return see_other(url_for("admin.job_list"))


@bp.get("/admin/audit")
@requires("admin.see")
def audit_log_page() -> Response:
    """Who did what, newest first; with `check` the whole chain is verified."""
    found = page_of(audit.entries_of(the_viewer().program_id), asked_page())
    names = people.names_of([row.person_id for row in found.rows if row.person_id])
    checked = "check" in request.args
    broken = audit.verify() if checked else None
    return page("admin/audit.html", found=found, names=names, checked=checked, broken=broken)
