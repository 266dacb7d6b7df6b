"""Pages of administration, and the addresses that machines ask for health."""

from flask import Blueprint

from app.web.paging import url_for_page

bp = Blueprint("admin", __name__, template_folder="../templates")


@bp.context_processor
def lists() -> dict[str, object]:
    """Let the templates of lists link to their other pages."""
    return {"url_for_page": url_for_page}


from app.admin.views import health, logs, outbox, overview, people, tokens  # noqa: E402

__all__ = ["bp", "health", "logs", "outbox", "overview", "people", "tokens"]
