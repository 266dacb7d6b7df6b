"""What the worker does for Tell and Measure."""

import datetime as dt

from sqlalchemy import select

from app.db import database, transaction
from app.jobs.queue import task
from app.jobs.worker import tell_progress
from app.outcomes import queries, services
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse import queries as pulse


@task("outcomes.tell_partners")
def tell_partners(outcome_id: int) -> None:
    """Tell everyone who was asked what became of a theme, a hundred at a time, nobody twice."""
    while True:
        with transaction():
            outcome = queries.outcome_by_id(outcome_id)
            told = services.tell(outcome)
            asked = len(pulse.people_asked(outcome.program_id))
            done = queries.told(outcome_id)
        if not told:
            return
        tell_progress(done / max(1, asked), f"{done} of {asked} told")


@task("outcomes.measure_due", every=dt.timedelta(hours=6))
def measure_due(**_event: int) -> None:
    """Measure the expected effects of all that is in force; also after each wave."""
    with transaction():
        in_force = select(ExpectedEffect).join(Proposal).where(Proposal.state == "in_force")
        for expected in database.session.scalars(in_force).all():
            services.measure_effect(expected)
