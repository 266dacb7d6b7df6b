"""Pages of Adapt: the rulebook and scorecards."""

from flask import Blueprint

from app.identity.viewer import current_viewer
from app.rules import wording

bp = Blueprint("rules", __name__, template_folder="../templates")


@bp.context_processor
def words() -> dict[str, object]:
    """Let the templates say roles and results in words, and know who looks."""
    return {"role_label": wording.role, "result_label": wording.result, "viewer": current_viewer()}


from app.rules.views import documents, rulebook, scorecards  # noqa: E402

__all__ = ["bp", "documents", "rulebook", "scorecards"]
