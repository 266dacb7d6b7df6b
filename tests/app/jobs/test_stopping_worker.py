"""A worker that must stop gives the job in its hands back, for the next one to begin at once."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import database, transaction
from app.jobs.models import Job
from app.jobs.queue import TASKS, enqueue, task
from app.jobs.worker import hand_back_all, work_off

begun, may_end = Event(), Event()


@pytest.fixture(autouse=True)
def waits() -> Iterator[None]:
    @task("tests.waits")
    def wait() -> None:
        begun.set()
        may_end.wait(10)

    yield
    del TASKS["tests.waits"]


def test_a_job_in_hand_is_handed_back_without_losing_an_attempt(app: Flask) -> None:
    with transaction():
        enqueue(TASKS["tests.waits"])

    def work() -> None:
        with app.app_context():
            work_off(stop=begun.is_set)

    worker = Thread(target=work)
    worker.start()
    assert begun.wait(10)
    hand_back_all()
    try:
        job = database.session.scalars(select(Job)).one()
        assert (job.state, job.attempts, job.lease_owner) == ("queued", 0, None)
    finally:
        may_end.set()
        worker.join()
    database.session.rollback()
    assert database.session.scalars(select(Job.state)).one() == "queued", "what it ended afterwards counts no more"
