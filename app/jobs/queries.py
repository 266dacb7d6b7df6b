"""Reads of the queue, for its page and for health."""

import datetime as dt

from sqlalchemy import Select, func, or_, select

from app.db import database
from app.jobs.models import Job
from app.jobs.tasks import sweep_jobs
from app.shared import clock
from app.shared.found import found


def counts_by_state() -> dict[str, int]:
    """Return how many jobs are queued, leased, done and failed."""
    found = database.session.execute(select(Job.state, func.count()).group_by(Job.state)).all()
    return {"queued": 0, "leased": 0, "done": 0, "failed": 0, **{row.state: row[1] for row in found}}


def jobs_of(program_id: int, state: str = "") -> Select[Job]:
    """Return the query for the jobs of a program and of the installation, newest first."""
    wanted = select(Job).where(or_(Job.program_id == program_id, Job.program_id.is_(None))).order_by(Job.id.desc())
    return wanted.where(Job.state == state) if state else wanted


def job(program_id: int, public_id: str) -> Job:
    """Return a job of a program or of the installation. Raises NotFoundError."""
    return found(database.session.scalar(jobs_of(program_id).where(Job.public_id == public_id)))


def longest_wait() -> dt.timedelta:
    """Return for how long the oldest job that is due has been waiting; zero when none is due."""
    oldest = database.session.scalar(
        select(func.min(Job.run_after)).where(Job.state == "queued", Job.run_after <= clock.now())
    )
    return clock.now() - oldest if oldest else dt.timedelta(0)


def worker_last_seen() -> dt.datetime | None:
    """Return when a worker last did its regular round; None for never."""
    return database.session.scalar(select(func.max(Job.finished_at)).where(Job.task == sweep_jobs.name))
