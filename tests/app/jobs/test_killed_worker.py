"""A worker that is killed in the middle of a job: the job runs again, and its effect is there once."""

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import database, transaction
from app.identity.models import Person
from app.jobs.models import Job
from app.jobs.queue import enqueue
from app.jobs.worker import work_off
from app.shared import clock
from tests.app.jobs.killed_worker import slow
from tests.shared_data import PROJECT

pytestmark = pytest.mark.proof
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # due by the real clock, which the worker process goes by


def test_a_killed_job_runs_again_and_counts_once(app: Flask, tmp_path: Path) -> None:
    with transaction():
        enqueue(slow, folder=str(tmp_path), run_after=LONG_AGO)
    url = database.engine.url.render_as_string(hide_password=False)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.app.jobs.killed_worker", url, str(tmp_path)],
        cwd=PROJECT,
    )
    limit = time.monotonic() + 30
    while not (tmp_path / "begun").exists() and time.monotonic() < limit:
        time.sleep(0.05)
    worker.kill()
    worker.wait()
    with clock.fixed(dt.datetime.now(dt.UTC)):
        assert _state() == ("leased", 0)
        clock.advance(dt.timedelta(seconds=6))
        work_off()
        assert _state() == ("queued", 0)
        clock.advance(dt.timedelta(seconds=30))
        work_off()
        assert _state() == ("done", 1)
    assert (tmp_path / "begun").read_text() == "xx"


def _state() -> tuple[str, int]:
    database.session.rollback()
    state = database.session.scalars(select(Job.state)).one()
    return state, database.session.scalar(select(func.count()).select_from(Person)) or 0
