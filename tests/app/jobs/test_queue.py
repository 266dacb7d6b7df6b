"""The queue: what is retried, when, how often; what happens once; what a lost lease leads to."""

import datetime as dt
from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import database, transaction
from app.jobs import lease, services
from app.jobs.models import Job
from app.jobs.queue import TASKS, Later, Task, enqueue, task
from app.jobs.tasks import sweep_jobs
from app.jobs.worker import queue_what_is_due_regularly, run_until_empty, tell_progress, work_off
from app.shared import clock
from app.shared.errors import ConflictError

LEASE = dt.timedelta(seconds=60)


@pytest.fixture
def ran() -> list[int]:
    return []


@pytest.fixture
def count(ran: list[int]) -> Iterator[Task]:
    """A task that notes its number."""

    @task("tests.count")
    def note(number: int) -> None:
        ran.append(number)

    yield note
    del TASKS["tests.count"]


@pytest.fixture
def fails(ran: list[int]) -> Iterator[Task]:
    """A task that fails each time."""

    @task("tests.fails", attempts=3)
    def fail() -> None:
        ran.append(0)
        raise ValueError("no good")

    yield fail
    del TASKS["tests.fails"]


def add(work: Task, **arguments: object) -> None:
    with transaction():
        enqueue(work, **arguments)  # type: ignore[arg-type]


def job() -> Job:
    database.session.rollback()
    return database.session.scalars(select(Job).where(Job.task.startswith("tests."))).one()


def later(seconds: float) -> None:
    clock.advance(dt.timedelta(seconds=seconds))
    work_off()


def test_jobs_run_in_the_order_in_which_they_were_made(app: Flask, count: Task, ran: list[int]) -> None:
    for number in range(5):
        add(count, number=number)
    assert work_off() == 5
    assert ran == [0, 1, 2, 3, 4]


def test_a_job_of_a_rolled_back_change_never_runs(app: Flask, count: Task, ran: list[int]) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        enqueue(count, number=1)
        raise ZeroDivisionError
    assert work_off() == 0


def test_a_failed_job_runs_again_after_growing_pauses_and_is_then_given_up(
    app: Flask, fails: Task, ran: list[int]
) -> None:
    add(fails)
    work_off()
    assert (job().state, job().attempts) == ("queued", 1)
    later(10)
    assert len(ran) == 1, "too early"
    later(10)
    assert (job().state, job().attempts, len(ran)) == ("queued", 2, 2)
    later(20)
    assert len(ran) == 2, "the second pause is longer"
    later(20)
    assert (job().state, len(ran)) == ("failed", 3)
    assert "ValueError: no good" in job().error
    later(100_000)
    assert len(ran) == 3


def test_a_failed_job_can_be_tried_again_by_hand(app: Flask, fails: Task, ran: list[int]) -> None:
    add(fails)
    for _ in range(3):
        later(100)
    with transaction():
        services.retry(job_in_transaction())
    assert (job().state, job().attempts, job().finished_at) == ("queued", 0, None)
    with pytest.raises(ConflictError), transaction():
        services.retry(job_in_transaction())


def job_in_transaction() -> Job:
    return database.session.scalars(select(Job)).one()


def test_a_job_whose_worker_fell_silent_runs_again(app: Flask, count: Task, ran: list[int]) -> None:
    add(count, number=1)
    assert lease.claim("dead worker", lease=LEASE) is not None
    work_off()
    assert ran == [], "another still holds the lease"
    clock.advance(LEASE + dt.timedelta(seconds=1))
    work_off()
    assert job().state == "queued"
    later(30)
    assert (ran, job().state, job().attempts) == ([1], "done", 2)


def test_a_worker_that_lost_its_lease_cannot_end_the_job(app: Flask, count: Task) -> None:
    add(count, number=1)
    job_id = lease.claim("slow worker", lease=LEASE)
    assert job_id is not None
    clock.advance(LEASE + dt.timedelta(seconds=1))
    lease.reap()
    clock.advance(dt.timedelta(seconds=30))
    assert lease.claim("next worker", lease=LEASE) == job_id
    assert not lease.extend(job_id, "slow worker", lease=LEASE)
    lease.finish(job_id, "slow worker")
    lease.fail(job_id, "slow worker", "too late")
    lease.hand_back(job_id, "slow worker")
    assert (job().state, job().lease_owner) == ("leased", "next worker")


def test_a_job_that_is_handed_back_runs_at_once_and_loses_no_attempt(app: Flask, count: Task, ran: list[int]) -> None:
    add(count, number=1)
    job_id = lease.claim("stopping worker", lease=LEASE)
    assert job_id is not None
    lease.hand_back(job_id, "stopping worker")
    work_off()
    assert (ran, job().attempts) == ([1], 1)


def test_what_must_happen_once_is_queued_once(app: Flask, count: Task, ran: list[int]) -> None:
    for _ in range(3):
        add(count, number=1, unique_key="wave:1:remind")
    with transaction():
        assert enqueue(count, number=1, unique_key="wave:1:remind") is None
        assert enqueue(count, number=2, unique_key="wave:2:remind") is not None
    work_off()
    add(count, number=3, unique_key="wave:1:remind")
    work_off()
    assert ran == [1, 2]


def test_two_who_queue_the_same_at_once_queue_it_once_and_both_go_on(app: Flask, count: Task, ran: list[int]) -> None:
    together, failures = Barrier(2), []

    def queue(number: int) -> None:
        with app.app_context():
            try:
                together.wait()
                with transaction():
                    enqueue(count, number=number, unique_key="the same")
            except Exception as error:  # noqa: BLE001 - the test reports it
                failures.append(error)
            finally:
                database.session.remove()

    _in_threads(queue)
    work_off()
    assert (failures, len(ran)) == ([], 1)


def test_two_workers_never_run_one_job_twice(app: Flask, count: Task, ran: list[int]) -> None:
    with transaction():
        for number in range(40):
            enqueue(count, number=number)

    def work(_number: int) -> None:
        with app.app_context():
            work_off()

    _in_threads(work)
    assert sorted(ran) == list(range(40))


def test_a_task_that_comes_too_early_waits_without_losing_an_attempt(app: Flask, ran: list[int]) -> None:
    @task("tests.early", attempts=1)
    def early() -> None:
        ran.append(1)
        if len(ran) < 4:
            raise Later(dt.timedelta(seconds=30))

    add(early)
    try:
        work_off()
        for _ in range(3):
            later(31)
    finally:
        del TASKS["tests.early"]
    assert (job().state, job().attempts, len(ran)) == ("done", 1, 4)


def test_progress_is_seen_while_a_job_runs(app: Flask) -> None:
    seen: list[tuple[float | None, str]] = []

    @task("tests.long")
    def long() -> None:
        tell_progress(0.5, "half of the comments")
        seen.append((job().progress, job().progress_note))

    add(long)
    try:
        work_off()
    finally:
        del TASKS["tests.long"]
    assert seen == [(0.5, "half of the comments")]
    assert job().progress == 1.0


def test_a_job_of_an_unknown_task_fails_with_a_reason(app: Flask) -> None:
    with transaction():
        database.session.add(Job(task="tests.unknown"))
    work_off()
    assert (job().state, "no task is called tests.unknown" in job().error) == ("failed", True)


def test_regular_work_is_queued_once_an_interval(app: Flask) -> None:
    for _ in range(3):
        queue_what_is_due_regularly()
    swept = select(Job).where(Job.task == sweep_jobs.name)
    assert len(database.session.scalars(swept).all()) == 1
    clock.advance(dt.timedelta(minutes=5))
    queue_what_is_due_regularly()
    assert len(database.session.scalars(swept).all()) == 2


def test_jobs_done_long_ago_are_removed_but_those_with_a_key_stay(app: Flask, count: Task, fails: Task) -> None:
    add(count, number=1)
    add(count, number=2, unique_key="once")
    work_off()
    clock.advance(dt.timedelta(days=15))
    add(fails)
    sweep_jobs.run()
    keys = database.session.scalars(select(Job.unique_key).where(Job.task == count.name)).all()
    assert list(keys) == ["once"]


def test_working_until_empty_waits_for_retries_that_are_near(app: Flask, ran: list[int]) -> None:
    @task("tests.second_time")
    def second_time() -> None:
        ran.append(1)
        if len(ran) == 1:
            raise ValueError

    add(second_time)
    try:
        counts = run_until_empty(
            dt.timedelta(minutes=2), sleep=lambda s: clock.advance(dt.timedelta(seconds=s)) and None
        )
    finally:
        del TASKS["tests.second_time"]
    assert counts == {"done": 1, "failed": 0, "waiting": 0}


def _in_threads(act: object) -> None:
    threads = [Thread(target=act, args=(number,)) for number in range(2)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
