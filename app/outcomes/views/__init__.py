"""Pages of Tell and Measure."""

from typing import Any

from flask import Blueprint

from app.identity.viewer import current_viewer
from app.outcomes import links, wording
from app.outcomes.core.verdict import VERDICT_WORDS
from app.rules import wording as rules_wording

bp = Blueprint("outcomes", __name__, template_folder="../templates")

links.connect()


@bp.context_processor
def words() -> dict[str, Any]:
    """Let the templates say states, verdicts and figures in words, and know who looks."""
    return {
        "viewer": current_viewer(),
        "state_kinds": wording.STATE_KINDS,
        "state_tag": wording.state_tag,
        "tally": wording.tally,
        "taken_sentence": wording.taken_sentence,
        "told_sentence": wording.told_sentence,
        "number_word": wording.number,
        "verdict_words": VERDICT_WORDS,
        "verdict_kinds": wording.VERDICT_KINDS,
        "seen_words": wording.seen_words,
        "change_words": wording.change_words,
        "measured_sentence": wording.measured_sentence,
        "effect_figure": wording.figure,
        "change_reach": wording.change_reach,
        "role_label": rules_wording.role,
        "result_label": rules_wording.result,
    }


from app.outcomes.views import measure, own, public, tell  # noqa: E402

__all__ = ["bp", "measure", "own", "public", "tell"]
