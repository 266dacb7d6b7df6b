"""What follows in Tell: a theme that is accepted is promised an answer, a change of the rules is one."""

from app.audit.services import record
from app.outcomes import services
from app.outcomes.models import Outcome
from app.proposals import queries as proposals
from app.proposals.models import Proposal
from app.rules import queries as rules
from app.themes import queries as themes


def promise_outcome(theme_id: int) -> None:
    """Promise partners an answer to a theme that was accepted."""
    services.promise_outcome(theme_id)


def follow_rulebook(version_id: int) -> None:
    """Answer the themes that a published proposal rests on: planned for its day, or done where that day is here.

    What the owner has planned or done already stands, and nobody is told twice; only the day of a plan that rests on
    the proposal becomes that of the rules.
    """
    version = rules.version_by_id(version_id)
    proposal = proposals.of_subject(f"proposal:{version.proposal_key}") if version.proposal_key else None
    if proposal is None:
        return
    for citation in proposals.citations(proposal.id):
        outcome = services.outcome_to_answer(themes.theme_by_id(citation.theme_id))
        _answer(outcome, proposal)


def _answer(outcome: Outcome, proposal: Proposal) -> None:
    due = proposal.effective_on
    ahead = due is not None and due > rules.today(proposal.program_id)
    if outcome.state in {"planned", "done"}:
        if outcome.state == "planned" and outcome.proposal_id == proposal.id:
            outcome.promised_by = due
        return
    text = f"{proposal.title.rstrip('.')} (proposal {proposal.number})."
    services.answer(outcome, "planned" if ahead else "done", text, due if ahead else None, proposal.id, tell=True)
    outcome.for_you, outcome.person_id = "", None
    theme = themes.theme_by_id(outcome.theme_id)
    record("outcome.tell", f"theme:{theme.public_id}", by=None, program_id=outcome.program_id, state=outcome.state)
