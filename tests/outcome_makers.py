"""Makers of answers to themes, of changes in force with an expected effect, and of waves before and after them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from app.db import database, transaction
from app.identity.models import Person
from app.outcomes import services
from app.outcomes.models import Effect, Outcome
from app.outcomes.tasks import measure_due
from app.programs.models import Program
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse.models import Comment, Wave
from app.shared import clock
from app.themes.models import Coding, Theme
from tests.proposal_makers import Stage, viewer
from tests.theme_makers import Said, let_carry, make_closed_wave

MARCH = dt.date(2027, 3, 1)


def answer_theme(stage: Stage, state: str = "done", text: str = "Quotes come within four hours", **more: Any) -> int:
    """Have the owner answer the stage's theme; return the outcome's row."""
    with transaction():
        owner = viewer(stage.owner, stage.program)
        return services.set_outcome(stage.theme, state, text, by=owner, **more).id


def outcome(outcome_id: int) -> Outcome:
    """Return an outcome as it is stored now."""
    database.session.rollback()
    return database.session.get_one(Outcome, outcome_id)


def make_in_force(
    program: Program,
    measure: str,
    key: str,
    direction: str = "down",
    *,
    effective_on: dt.date | None = None,
    roles: Sequence[str] = (),
    markets: Sequence[str] = (),
) -> int:
    """Return the row of what is expected of a proposal that is in force from tomorrow; it was registered now."""
    with transaction():
        author = database.session.execute(select(Proposal.author_id)).scalar() or _anybody()
        number = len(database.session.scalars(select(Proposal)).unique().all()) + 1
        day = effective_on or clock.now().date() + dt.timedelta(days=1)
        proposal = Proposal(
            program_id=program.id, number=number, title="Four are enough", author_id=author, effective_on=day
        )
        proposal.state, proposal.opened_at = "in_force", clock.now()
        database.session.add(proposal)
        database.session.flush()
        expected = ExpectedEffect(
            proposal_id=proposal.id,
            measure=measure,
            key=key,
            direction=direction,
            by=day + dt.timedelta(days=180),
            roles=list(roles),
            markets=list(markets),
        )
        database.session.add(expected)
        database.session.flush()
        return expected.id


def make_wave_where(program: Program, label: str, raise_it: int, others: int, **more: Any) -> Wave:
    """Return a wave opened and closed now, in which so many organisations wrote of slow quotes, and others didn't."""
    said = [Said(f"Quotes are slow {n}") for n in range(raise_it)] + [Said(f"All is well {n}") for n in range(others)]
    wave_id = make_closed_wave(program, said, label, **more).id
    with transaction():
        database.session.execute(update(Wave).where(Wave.id == wave_id).values(opened_at=clock.now()))
    return database.session.get_one(Wave, wave_id)


def code(theme: Theme, said: str = "Quotes") -> None:
    """Let every comment that begins so and carries nothing yet carry the theme."""
    theme_id = theme.id
    with transaction():
        coded = select(Coding.comment_id)
        wanted = select(Comment).where(Comment.text.startswith(said), Comment.id.not_in(coded))
        let_carry(database.session.get_one(Theme, theme_id), database.session.scalars(wanted).all())


def measured(expected_id: int) -> Effect | None:
    """Return what is seen of an expected effect after the worker measured."""
    measure_due.run()
    database.session.rollback()
    newest = select(Effect).where(Effect.expected_effect_id == expected_id).order_by(Effect.id.desc()).limit(1)
    return database.session.scalar(newest)


def _anybody() -> int:
    return database.session.scalars(select(Person.id)).first() or 0
