"""Runs jobs: one at a time, each under a lease that is prolonged while it runs."""

import datetime as dt
import logging
import secrets
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import Flask, current_app
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from app.db import database, transaction
from app.jobs import lease
from app.jobs.models import Job
from app.jobs.queue import TASKS, Later, enqueue
from app.shared import clock

log = logging.getLogger(__name__)
_running: ContextVar[int | None] = ContextVar("running_job", default=None)
_in_hand: dict[int, str] = {}
"""The jobs that this worker is running, with the owner of each lease."""


def work_off(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Run what is due until nothing is, or `stop` says so; return how many jobs ran."""
    owner = f"worker-{secrets.token_hex(6)}"
    ran = 0
    lease.reap()
    while not stop() and (job_id := lease.claim(owner, lease=_lease_time())) is not None:
        run_one(job_id, owner)
        ran += 1
    return ran


def run_until_empty(
    patience: dt.timedelta = dt.timedelta(0), sleep: Callable[[float], None] = time.sleep
) -> dict[str, int]:
    """Work off the queue, waiting for retries and leases of others that end within `patience`.

    Returns how many jobs ended done and failed meanwhile, and how many wait for a later time.
    """
    started = clock.now()
    while True:
        work_off()
        pause = _pause_until_next()
        if pause is None or pause > patience:
            break
        sleep(min(max(0.2, pause.total_seconds()), 2.0))  # another worker may finish earlier
    ended = database.session.execute(
        select(Job.state, func.count()).where(Job.finished_at >= started).group_by(Job.state)
    ).all()
    waiting = database.session.scalar(select(func.count()).where(Job.finished_at.is_(None))) or 0
    database.session.rollback()
    return {"done": 0, "failed": 0, **{row.state: row[1] for row in ended}, "waiting": waiting}


def _pause_until_next() -> dt.timedelta | None:
    """Return how long until a queued job is due or a lease runs out; None when no job is open."""
    due = select(func.min(Job.run_after)).where(Job.state == "queued")
    lapse = select(func.min(Job.lease_until)).where(Job.state == "leased")
    moments = [moment for wanted in (due, lapse) if (moment := database.session.scalar(wanted))]
    database.session.rollback()
    return max(min(moments) - clock.now(), dt.timedelta(0)) if moments else None


def run_one(job_id: int, owner: str) -> None:
    """Run one leased job and record how it ended."""
    job = database.session.get(Job, job_id)
    if job is None:
        return
    name, arguments, known = job.task, dict(job.arguments), TASKS.get(job.task)
    database.session.rollback()
    try:
        if known is None:
            raise LookupError(f"no task is called {name}; an older worker may be running")
        _running.set(job_id)
        _in_hand[job_id] = owner
        with _heartbeat(job_id, owner):
            known.run(**arguments)
    except Later as later:
        database.session.rollback()
        lease.postpone(job_id, owner, later.wait)
    except Exception:
        database.session.rollback()
        log.warning("job %s (%s) failed", job_id, name, exc_info=True)
        lease.fail(job_id, owner, traceback.format_exc(limit=-4))
    else:
        lease.finish(job_id, owner)
    finally:
        _in_hand.pop(job_id, None)
        _running.set(None)
        database.session.remove()


def hand_back_all() -> None:
    """Return the jobs in hand to the queue: the worker has no time left to finish them."""
    for job_id, owner in list(_in_hand.items()):
        lease.hand_back(job_id, owner)


def tell_progress(share: float, note: str = "") -> None:
    """Write how far the running job is (0–1); its page shows it. Outside a job it says nothing."""
    if (job_id := _running.get()) is None:
        return
    with transaction():
        database.session.execute(
            update(Job).where(Job.id == job_id).values(progress=round(share, 3), progress_note=note[:200])
        )


def queue_what_is_due_regularly() -> None:
    """Queue each task with an interval once for the present interval."""
    with transaction():
        for known in TASKS.values():
            if known.every:
                slot = int(clock.now().timestamp() // known.every.total_seconds())
                enqueue(known, unique_key=f"{known.name}:{slot}")


def _lease_time() -> dt.timedelta:
    return dt.timedelta(seconds=current_app.config["SETTINGS"].job_lease_seconds)


@contextmanager
def _heartbeat(job_id: int, owner: str) -> Iterator[None]:
    """Prolong the lease from a second thread until the block ends."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    ended = threading.Event()
    lease_time = _lease_time()

    def beat() -> None:
        while not ended.wait(lease_time.total_seconds() / 3):
            try:
                with app.app_context():
                    lease.extend(job_id, owner, lease=lease_time)
            except OperationalError:  # the job itself may hold the write lock: try again at the next beat
                log.warning("the lease of job %s could not be prolonged", job_id)

    thread = threading.Thread(target=beat, name=f"lease-{job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
