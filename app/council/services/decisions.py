"""The vendor's reply to what a council decided."""

from sqlalchemy import select

from app.audit.services import record
from app.council import queries
from app.council.events import DecisionAnswered
from app.council.models import Decision, OwnerAnswer
from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, DomainError
from surveys.plain_text import plain_text, says_something

ACCEPT, DECLINE = "accept", "decline"
MOST_CHARACTERS = 10_000


def answer_decision(decision: Decision, answer: str, reasons: str, *, by: Viewer) -> OwnerAnswer:
    """Record that the vendor accepts or declines a decision, with reasons, once."""
    by.must("decisions.answer")
    # whoever answers at the same moment waits here, and then sees the first answer
    database.session.execute(select(Decision.id).where(Decision.id == decision.id).with_for_update())
    if queries.answer_to(decision.id) is not None:
        raise ConflictError("This decision has been answered.")
    if decision.result == "no_quorum":
        raise ConflictError("Too few voted: nothing was decided, so there is nothing to answer.")
    if answer not in {ACCEPT, DECLINE}:
        raise DomainError("Accept or decline.", fields={"answer": "is not one of these"})
    if answer == ACCEPT and decision.result != "adopted":
        raise DomainError("Only what the council adopted can be accepted.", fields={"answer": "was not adopted"})
    if not says_something(reasons):
        raise DomainError(
            "Give the reasons: the council and the partners read them.", fields={"reasons": "are missing"}
        )
    if len(reasons) > MOST_CHARACTERS:
        raise DomainError(f"Give the reasons in {MOST_CHARACTERS:,} characters.", fields={"reasons": "are too long"})
    given = OwnerAnswer(decision_id=decision.id, answer=answer, reasons=plain_text(reasons), person_id=by.person_id)
    database.session.add(given)
    database.session.flush()
    record("decision.answer", f"decision:{decision.public_id}", by=by, answer=answer)
    emit(DecisionAnswered(decision.id), by.program_id)
    return given
