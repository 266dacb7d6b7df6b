"""The vendor's reply to what a council decided."""

from app.audit.services import record
from app.council import queries
from app.council.events import DecisionAnswered
from app.council.models import Decision, OwnerAnswer
from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, DomainError


def answer_decision(decision: Decision, answer: str, reasons: str, *, by: Viewer) -> OwnerAnswer:
    """Record that the vendor accepts or declines a decision, with reasons, once."""
    by.must("decisions.answer")
    if answer not in {"accept", "decline"}:
        raise DomainError("Accept or decline.", fields={"answer": "is not one of these"})
    if not reasons.strip():
        raise DomainError(
            "Give the reasons: the council and the partners read them.", fields={"reasons": "are missing"}
        )
    if answer == "accept" and decision.result != "adopted":
        raise DomainError("Only what the council adopted can be accepted.", fields={"answer": "was not adopted"})
    if queries.answer_to(decision.id) is not None:
        raise ConflictError("This decision has been answered.")
    given = OwnerAnswer(decision_id=decision.id, answer=answer, reasons=reasons.strip(), person_id=by.person_id)
    database.session.add(given)
    database.session.flush()
    record("decision.answer", f"decision:{decision.public_id}", by=by, answer=answer)
    emit(DecisionAnswered(decision.id))
    return given
