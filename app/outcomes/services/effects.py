"""Measures expected effects: stores what is seen of them, with an interval and a verdict."""

from app.audit.services import record
from app.db import database, emit
from app.identity.viewer import Viewer
from app.outcomes import queries
from app.outcomes.core.verdict import verdict
from app.outcomes.events import MeasuringAsked
from app.outcomes.models import Effect
from app.outcomes.queries.measuring import NotYet, seen
from app.proposals import queries as proposals
from app.proposals.models import ExpectedEffect


def measure_effect(expected: ExpectedEffect, *, by: Viewer | None = None) -> Effect | None:
    """Store and return what is seen of an expected effect; None while nothing can be measured or shown.

    What was measured before with the same result isn't stored again.
    """
    if by:
        by.must("effects.measure")
    measured = seen(expected)
    if isinstance(measured, NotYet):
        return None
    newest = queries.effect_of(expected.id)
    if newest is not None and newest.detail == measured.detail and newest.change == measured.change.value:
        return newest
    effect = Effect(
        expected_effect_id=expected.id,
        verdict=verdict(measured.change, expected.direction),
        before=measured.before,
        after=measured.after,
        change=measured.change.value,
        low=measured.change.low,
        high=measured.change.high,
        detail=measured.detail,
    )
    database.session.add(effect)
    database.session.flush()
    program_id = proposals.proposal_by_id(expected.proposal_id).program_id
    record("effect.measure", f"effect:{effect.public_id}", by=by, program_id=program_id, verdict=effect.verdict)
    return effect


def ask_to_measure(by: Viewer) -> None:
    """Have the worker measure what is expected in the viewer's program."""
    by.must("effects.measure")
    emit(MeasuringAsked(by.program_id), by.program_id)
