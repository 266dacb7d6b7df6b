"""Reads what can be seen of an expected effect now: the same theme, question or metric before and after."""

from app.outcomes.queries.measuring.around import Measured, NotYet
from app.outcomes.queries.measuring.metrics import mean_of_metric
from app.outcomes.queries.measuring.questions import mean_of_question
from app.outcomes.queries.measuring.themes import share_of_theme
from app.proposals import queries as proposals
from app.proposals.models import ExpectedEffect
from app.rules import queries as rules

_MEASURES = {"theme": share_of_theme, "question": mean_of_question, "metric": mean_of_metric}

__all__ = ["Measured", "NotYet", "seen"]


def seen(expected: ExpectedEffect) -> Measured | NotYet:
    """Return what is seen of the effect, or why nothing can be measured or shown yet."""
    proposal = proposals.proposal_by_id(expected.proposal_id)
    if proposal.state in {"declined", "withdrawn"}:
        return NotYet("Nothing was changed, so there is nothing to measure.")
    if proposal.state != "in_force" or proposal.effective_on is None:
        return NotYet("Measured once the change is decided and in force.")
    if proposal.effective_on > rules.today(proposal.program_id):
        return NotYet(f"Measured after {proposal.effective_on:%-d %B %Y}, when the change comes into force.")
    return _MEASURES[expected.measure](proposal, expected)
