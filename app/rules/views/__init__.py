"""Pages of Adapt: the rulebook and scorecards."""

from flask import Blueprint

from app.identity.viewer import current_viewer
from app.programs.sections import add_section
from app.rules import wording
from app.rules.listing import scorecard_section

bp = Blueprint("rules", __name__, template_folder="../templates")
# For all of the application: other domains' pages include the card.
bp.add_app_template_filter(wording.result, "result_label")
bp.add_app_template_filter(wording.role, "partner_role")
add_section(scorecard_section)


@bp.context_processor
def around() -> dict[str, object]:
    """Let the templates know who looks."""
    return {"viewer": current_viewer()}


from app.rules.views import documents, rulebook, scorecards  # noqa: E402

__all__ = ["bp", "documents", "rulebook", "scorecards"]
