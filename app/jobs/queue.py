"""Writes jobs in the transaction that causes them, and knows which function each task name runs."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.db import database
from app.db.transaction import work_is_waiting
from app.jobs.models import Job
from app.shared import clock

Run = Callable[..., None]


@dataclass(frozen=True)
class Task:
    """A named piece of work. `run` takes ids by keyword, and may run twice: it must come to the same."""

    name: str
    run: Run
    attempts: int
    every: dt.timedelta | None = None


TASKS: dict[str, Task] = {}


class Later(Exception):
    """A task's way to say that it is too early: its job runs again after `wait`, the attempt not counted."""

    def __init__(self, wait: dt.timedelta) -> None:
        super().__init__(f"again in {wait.total_seconds():.0f} seconds")
        self.wait = wait


def task(name: str, *, attempts: int = 5, every: dt.timedelta | None = None) -> Callable[[Run], Task]:
    """Register a function as the work of jobs called `name`; `every` runs it at that interval by itself."""

    def register(run: Run) -> Task:
        if name in TASKS:
            raise ValueError(f"two tasks are called {name}")
        TASKS[name] = Task(name, run, attempts, every)
        return TASKS[name]

    return register


def enqueue(
    work: Task,
    *,
    program_id: int | None = None,
    unique_key: str | None = None,
    run_after: dt.datetime | None = None,
    **arguments: Any,
) -> Job | None:
    """Add a job to the present transaction; None where one with this key was already made."""
    if unique_key and database.session.scalar(select(Job.id).where(Job.unique_key == unique_key)):
        return None
    job = Job(
        task=work.name,
        arguments=arguments,
        program_id=program_id,
        unique_key=unique_key,
        run_after=run_after or clock.now(),
    )
    try:
        with database.session.begin_nested():  # another transaction may be writing a job with this key
            database.session.add(job)
    except IntegrityError:
        if unique_key is None:
            raise
        return None
    work_is_waiting()
    return job
