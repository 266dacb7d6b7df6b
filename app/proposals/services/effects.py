"""Registers what is expected of a proposal, before anybody votes on it."""

import datetime as dt
from collections.abc import Sequence
from math import isfinite

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.programs import queries as programs
from app.proposals import queries
from app.proposals.models import ExpectedEffect, Proposal
from app.proposals.services.states import hold
from app.shared import clock
from app.shared.errors import DomainError, NotFoundError
from app.themes import queries as themes


def expect(
    proposal: Proposal,
    measure: str,
    key: str,
    direction: str,
    by_date: dt.date,
    roles: Sequence[str] = (),
    markets: Sequence[str] = (),
    target: float | None = None,
    *,
    by: Viewer,
) -> ExpectedEffect:
    """Register an effect for a draft and return it.

    `key` is a theme's public id, "survey/question" or a metric's key; a target is a share 0–1 of a theme, else the
    figure itself.
    """
    by.must("proposals.write")
    proposal = hold(proposal, "draft")
    _check_measure(proposal.program_id, measure, key)
    if direction not in {"up", "down"}:
        raise DomainError("Choose up or down.", fields={"direction": "is neither"})
    if by_date <= clock.now().date():
        raise DomainError("Choose a day that is still to come.", fields={"by": "is not ahead"})
    if target is not None and not isfinite(target):
        raise DomainError("Write the target as a number.", fields={"target": "is no number"})
    if measure == "theme" and target is not None and not 0 <= target <= 1:
        raise DomainError("Write a share from 0 to 100 %.", fields={"target": "is no share"})
    if measure != "metric" and max(len(set(roles)), len(set(markets))) > 1:
        raise DomainError(
            "Surveys show one role and one market at a time: choose one of each at most, or a metric.",
            fields={"roles": "are too many", "markets": "are too many"},
        )
    effect = ExpectedEffect(
        proposal_id=proposal.id,
        measure=measure,
        key=key,
        direction=direction,
        roles=sorted(set(roles)),
        markets=sorted(set(markets)),
        target=target,
        by=by_date,
    )
    database.session.add(effect)
    database.session.flush()
    record("proposal.expect", queries.subject_of(proposal), by=by, measure=measure, key=key, direction=direction)
    return effect


def forget_effect(proposal: Proposal, effect: ExpectedEffect, *, by: Viewer) -> None:
    """Take an expected effect out of a draft; once the proposal is open it stays as it was registered."""
    by.must("proposals.write")
    proposal = hold(proposal, "draft")
    record("proposal.unexpect", queries.subject_of(proposal), by=by, measure=effect.measure, key=effect.key)
    database.session.delete(effect)
    database.session.flush()


def _check_measure(program_id: int, measure: str, key: str) -> None:
    """Raise DomainError for a measure that the program doesn't have."""
    if measure == "theme":
        try:
            themes.theme(program_id, key)
            return
        except NotFoundError:
            pass
    elif measure == "question":
        if key in queries.rating_questions(program_id):
            return
    elif measure == "metric" and programs.metric(program_id, key) is not None:
        return
    raise DomainError("Choose a measure of the list.", fields={"measure": "is not one of these"})
