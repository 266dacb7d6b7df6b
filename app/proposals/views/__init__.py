"""Pages of Propose."""

from typing import Any

from flask import Blueprint

from app.identity.viewer import current_viewer

bp = Blueprint("proposals", __name__, template_folder="../templates")


@bp.context_processor
def who_looks() -> dict[str, Any]:
    """Give the templates the viewer, whose rights decide which buttons are there."""
    return {"viewer": current_viewer()}


from app.proposals.views import ballots, changes, drafts, effects, pages  # noqa: E402

__all__ = ["ballots", "bp", "changes", "drafts", "effects", "pages"]
