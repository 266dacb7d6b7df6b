"""What the worker does for Tell and Measure."""

import datetime as dt

from app.db import transaction
from app.jobs.queue import task
from app.jobs.worker import tell_progress
from app.outcomes import queries, services


@task("outcomes.tell_partners")
def tell_partners(outcome_id: int) -> None:
    """Tell everyone who was asked what became of a theme, a hundred at a time, nobody twice."""
    while True:
        with transaction():
            outcome = queries.outcome_by_id(outcome_id)
            if not services.tell(outcome):
                return
            done, all_of_them = queries.told(outcome_id), len(queries.people_to_tell(outcome.program_id))
        tell_progress(min(1, done / max(1, all_of_them)), f"{done} of {all_of_them} told")


@task("outcomes.fulfil_plans", every=dt.timedelta(hours=1))
def fulfil_plans() -> None:
    """Say that plans are done whose change of the rules came into force; each in a transaction of its own."""
    for outcome_id in [outcome.id for outcome in queries.planned_with_proposal()]:
        with transaction():
            services.fulfil(queries.outcome_by_id(outcome_id))


@task("outcomes.measure_due", every=dt.timedelta(hours=6))
def measure_due(wave_id: int | None = None, asked_in: int | None = None) -> None:
    """Measure what is expected of all that is in force: of the program of a wave that closed, of the one asked in,
    or of all. Each in a transaction of its own.
    """
    for expected_id in queries.expected_in_force(wave_id, asked_in):
        with transaction():
            services.measure_effect(queries.expected_effect(expected_id))
