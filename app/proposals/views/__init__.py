"""Pages of Propose."""

from typing import Any

from flask import Blueprint

from app.identity.viewer import current_viewer
from app.proposals import queries
from app.proposals.reading.chain import links_of_theme
from app.proposals.talk import offer_talk
from app.themes.links import in_the_loop
from app.web.subjects import name_subjects

bp = Blueprint("proposals", __name__, template_folder="../templates")
name_subjects("proposal", queries.title_of)
offer_talk()

if links_of_theme not in in_the_loop:
    in_the_loop.insert(0, links_of_theme)


@bp.context_processor
def who_looks() -> dict[str, Any]:
    """Give the templates the viewer, whose rights decide which buttons are there."""
    return {"viewer": current_viewer()}


from app.proposals.views import ballots, changes, drafts, effects, pages  # noqa: E402

__all__ = ["ballots", "bp", "changes", "drafts", "effects", "pages"]
