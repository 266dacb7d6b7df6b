"""Keeps the table of jobs short."""

import datetime as dt

from sqlalchemy import and_, delete, or_

from app.db import database, transaction
from app.jobs.models import Job
from app.jobs.queue import TASKS, task
from app.shared import clock

KEEP_DONE = dt.timedelta(days=14)
KEEP_REGULAR = dt.timedelta(days=1)
SWEEP_EVERY = dt.timedelta(minutes=5)


@task("jobs.sweep", every=SWEEP_EVERY)
def sweep_jobs() -> None:
    """Remove jobs done long ago. A job with a key stays, since its row keeps it from being made again."""
    regular = [known.name for known in TASKS.values() if known.every]
    with transaction():
        database.session.execute(
            delete(Job).where(
                Job.state == "done",
                or_(
                    and_(Job.unique_key.is_(None), Job.finished_at < clock.now() - KEEP_DONE),
                    and_(Job.task.in_(regular), Job.finished_at < clock.now() - KEEP_REGULAR),
                ),
            )
        )
