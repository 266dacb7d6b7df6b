"""The page of a decision, and the vendor's answer to it."""

from typing import Any

from flask import flash, url_for
from werkzeug.wrappers import Response

from app.council import queries, services
from app.council.forms import AnswerForm
from app.council.overview import decision_row
from app.council.parts import ballot_part
from app.council.views import bp
from app.db import transaction
from app.identity import queries as people
from app.identity.access import requires
from app.identity.viewer import the_viewer
from app.shared.errors import DomainError
from app.web.forms import place_error
from app.web.respond import invalid, page, see_other


@bp.get("/councils/decisions/<public_id>")
@requires("council.see")
def decision(public_id: str) -> Response:
    """What a ballot came to, and what the vendor says to it."""
    return page("council/decision.html", **_decision(public_id))


@bp.post("/councils/decisions/<public_id>/answer")
@requires("decisions.answer")
def answer(public_id: str) -> Response:
    """Accept or decline a decision, with reasons."""
    viewer = the_viewer()
    form = AnswerForm().offer(queries.decision(viewer.program_id, public_id).result)
    if not form.validate_on_submit():
        return invalid("council/decision.html", **_decision(public_id, form))
    try:
        with transaction():
            decided = queries.decision(viewer.program_id, public_id)
            services.answer_decision(decided, form.answer.data, form.reasons.data, by=viewer)
    except DomainError as error:
        return _refused(public_id, form, error)
    flash("Your answer is recorded. The council and the partners can read it.")
    return see_other(url_for("council.decision", public_id=public_id))


def _refused(public_id: str, form: AnswerForm, error: DomainError) -> Response:
    place_error(form, error)
    return page("council/decision.html", status=error.status, **_decision(public_id, form))


def _decision(public_id: str, form: AnswerForm | None = None) -> dict[str, Any]:
    viewer = the_viewer()
    decided = queries.decision(viewer.program_id, public_id)
    row = decision_row(decided)
    return {
        "row": row,
        "decision": decided,
        "ballot_part": ballot_part(decided.ballot, viewer),
        "answered_by": people.person(row.answer.person_id).name if row.answer else None,
        "may_answer": viewer.may("decisions.answer") and row.is_due,
        "form": form or AnswerForm(formdata=None).offer(decided.result),
    }
