"""The first page of administration, and the page of health."""

from flask import current_app
from werkzeug.wrappers import Response

from app.admin import doctor
from app.admin.views import bp
from app.audit import queries as audit
from app.identity.access import requires
from app.jobs import queries as jobs
from app.notify import queries as outbox
from app.web.respond import page


@bp.get("/admin")
@requires("admin.see")
def overview() -> Response:
    """What there is to look after, with counts."""
    return page(
        "admin/overview.html",
        jobs=jobs.counts_by_state(),
        mails=outbox.counts_by_state(),
        entries=audit.count_entries(),
        has_server=bool(current_app.config["SETTINGS"].smtp_url),
    )


@bp.get("/admin/health")
@requires("admin.see")
def health_page() -> Response:
    """The doctor's checks."""
    return page("admin/health.html", checks=doctor.examine(current_app.config["SETTINGS"]))
