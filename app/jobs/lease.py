"""Claims jobs by lease, gives them back, and takes them from workers that died."""

import datetime as dt
import random

from sqlalchemy import select, update

from app.db import database, transaction
from app.jobs.models import Job
from app.jobs.queue import TASKS
from app.shared import clock

BACK_OFF_SECONDS = 15
LONGEST_BACK_OFF = dt.timedelta(hours=1)


def claim(owner: str, *, lease: dt.timedelta) -> int | None:
    """Lease the oldest job that is due to `owner` and return its row id; None when nothing is due."""
    with transaction():
        due = select(Job).where(Job.state == "queued", Job.run_after <= clock.now()).order_by(Job.run_after, Job.id)
        job = database.session.scalar(due.limit(1).with_for_update(skip_locked=True))
        if job is None:
            return None
        job.state = "leased"
        job.lease_owner = owner
        job.lease_until = clock.now() + lease
        job.attempts += 1
        return job.id


def extend(job_id: int, owner: str, *, lease: dt.timedelta) -> bool:
    """Prolong the lease; False when it was lost."""
    with transaction():
        return _mine(job_id, owner, lease_until=clock.now() + lease)


def finish(job_id: int, owner: str) -> None:
    """Mark the job done."""
    with transaction():
        _mine(job_id, owner, state="done", finished_at=clock.now(), lease_owner=None, lease_until=None, progress=1.0)


def hand_back(job_id: int, owner: str) -> None:
    """Return an unfinished job to the queue at once, its attempt not counted: the worker is stopping."""
    with transaction():
        _mine(job_id, owner, state="queued", lease_owner=None, lease_until=None, attempts=Job.attempts - 1)


def postpone(job_id: int, owner: str, wait: dt.timedelta) -> None:
    """Return the job to the queue until `wait` is over, its attempt not counted: it was too early."""
    again = clock.now() + wait
    with transaction():
        _mine(
            job_id,
            owner,
            state="queued",
            run_after=again,
            lease_owner=None,
            lease_until=None,
            attempts=Job.attempts - 1,
        )


def fail(job_id: int, owner: str, error: str) -> None:
    """Queue the job again with back-off, or give it up when its attempts are used."""
    with transaction():
        job = database.session.get(Job, job_id)
        if job is None or job.lease_owner != owner:
            return
        _retry_or_give_up(job, error)


def reap() -> int:
    """Take back the jobs whose lease ran out; return how many."""
    with transaction():
        lost = database.session.scalars(
            select(Job).where(Job.state == "leased", Job.lease_until < clock.now()).with_for_update(skip_locked=True)
        ).all()
        for job in lost:
            _retry_or_give_up(job, "the worker stopped in the middle of it")
        return len(lost)


def _retry_or_give_up(job: Job, error: str) -> None:
    known = TASKS.get(job.task)
    job.error = error[-4000:]
    job.lease_owner = job.lease_until = None
    if known is None or job.attempts >= known.attempts:
        job.state = "failed"
        job.finished_at = clock.now()
        return
    job.state = "queued"
    wait = min(dt.timedelta(seconds=BACK_OFF_SECONDS * 2 ** (job.attempts - 1)), LONGEST_BACK_OFF)
    job.run_after = clock.now() + wait * random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries, keeps no secret


def _mine(job_id: int, owner: str, **values: object) -> bool:
    changed = database.session.execute(
        update(Job).where(Job.id == job_id, Job.lease_owner == owner, Job.state == "leased").values(**values)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]
