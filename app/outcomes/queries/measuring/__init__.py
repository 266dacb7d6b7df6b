"""Reads what can be seen of an expected effect now: the same theme, question or metric before and after."""

from app.outcomes.queries.measuring.around import Measured, NotYet
from app.outcomes.queries.measuring.metrics import mean_of_metric
from app.outcomes.queries.measuring.questions import mean_of_question
from app.outcomes.queries.measuring.themes import share_of_theme
from app.proposals import queries as proposals
from app.proposals.models import ExpectedEffect

_MEASURES = {"theme": share_of_theme, "question": mean_of_question, "metric": mean_of_metric}

__all__ = ["Measured", "NotYet", "seen"]


def seen(expected: ExpectedEffect) -> Measured | NotYet:
    """Return what is seen of the effect, or why nothing can be measured or shown yet."""
    proposal = proposals.proposal_by_id(expected.proposal_id)
    if proposal.state != "in_force" or proposal.effective_on is None:
        return NotYet("The change isn’t in force.")
    return _MEASURES[expected.measure](proposal, expected)
