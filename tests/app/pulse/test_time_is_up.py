"""A wave takes no answers after its closing time, whether or not a job has closed it yet."""

import datetime as dt

from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import database
from app.pulse.models import Submission, Wave
from app.shared import clock
from tests.pulse_makers import enter, links


def test_after_the_closing_time_an_answer_is_refused_though_no_job_has_run(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    assert client.get("/p").status_code == 200
    clock.advance(dt.timedelta(days=14, seconds=1))
    assert wave.state == "open"
    assert client.post("/p", data={"ease": "7"}).status_code == 410
    assert client.get("/p").status_code == 410
    assert database.session.scalar(select(func.count(Submission.id))) == 0
