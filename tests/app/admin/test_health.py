"""What machines ask: alive, ready, figures; and what the doctor finds."""

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.admin import doctor
from app.db import database, transaction
from app.jobs.queue import enqueue
from app.jobs.tasks import sweep_jobs
from app.jobs.worker import queue_what_is_due_regularly, work_off
from app.notify.tasks import deliver
from app.shared import clock
from config import Profile
from tests.app.notify.mail_servers import mail_server

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


def set_settings(app: Flask, **more: object) -> None:
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update=more)


def checks(app: Flask) -> dict[str, doctor.Check]:
    return {check.name: check for check in doctor.examine(app.config["SETTINGS"])}


def test_alive_asks_no_database(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database.session, "execute", lambda *given: pytest.fail("asked the database"))
    assert client.get("/healthz").status_code == 200


def test_ready_wants_the_migrations(client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 200
    with transaction():
        database.session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_ready_wants_the_database(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    def broken(*given: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(database.session, "execute", broken)
    assert client.get("/readyz").status_code == 503


def test_figures_count_jobs_mails_and_requests(client: FlaskClient) -> None:
    with transaction():
        enqueue(deliver, message_id=1)
    clock.advance(dt.timedelta(seconds=90))
    client.get("/healthz")
    page = client.get("/metrics").text
    assert 'parley_jobs{state="queued"} 1.0' in page
    assert 'parley_messages{state="kept"} 0.0' in page
    assert "parley_oldest_due_job_seconds 90.0" in page
    assert 'parley_requests_total{endpoint="admin.alive",method="GET",status="200"}' in page


def test_figures_name_no_address_that_was_asked_for(client: FlaskClient) -> None:
    client.get("/sign-in/a-secret-of-a-link")
    client.get("/no-such-page")
    client.open("/healthz", method="BREW")
    page = client.get("/metrics").text
    assert "a-secret" not in page
    assert "no-such-page" not in page
    assert "BREW" not in page


def test_figures_are_for_this_machine_or_with_the_token(client: FlaskClient, app: Flask) -> None:
    assert client.get("/metrics", environ_base=ELSEWHERE).status_code == 404
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "::1"}).status_code == 200
    through_proxy = client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert through_proxy.status_code == 404, "a proxy on this machine that we were not told of"
    bearer = {"Authorization": "Bearer the metrics token"}
    assert client.get("/metrics", environ_base=ELSEWHERE, headers=bearer).status_code == 404
    assert client.get("/metrics", environ_base=ELSEWHERE, headers={"Authorization": "Bearer "}).status_code == 404
    set_settings(app, metrics_token="the metrics token")
    assert client.get("/metrics", environ_base=ELSEWHERE, headers=bearer).status_code == 200
    wrong = {"Authorization": "Bearer another"}
    assert client.get("/metrics", environ_base=ELSEWHERE, headers=wrong).status_code == 404


def test_the_doctor_misses_a_worker_until_it_works_and_when_it_falls_silent(app: Flask) -> None:
    with clock.fixed(dt.datetime.now(dt.UTC)):
        assert not checks(app)["worker"].ok
        queue_what_is_due_regularly()
        work_off()
        assert all(check.ok for check in checks(app).values())
        clock.advance(dt.timedelta(minutes=12))
        assert not checks(app)["worker"].ok


def test_the_doctor_sees_a_queue_that_stands_still(app: Flask) -> None:
    with transaction():
        enqueue(sweep_jobs)
    clock.advance(dt.timedelta(minutes=6))
    assert not checks(app)["queue"].ok


def test_the_doctor_sees_a_clock_that_is_off(app: Flask) -> None:
    with clock.fixed(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=2)):
        assert not checks(app)["clock"].ok


def test_the_doctor_asks_the_mail_server(app: Flask) -> None:
    set_settings(app, smtp_url="smtp://127.0.0.1:1")
    assert not checks(app)["mail"].ok
    with mail_server() as box:
        set_settings(app, smtp_url=box.address)
        assert checks(app)["mail"].ok


def test_the_doctor_warns_of_unprotected_cookies_in_production(app: Flask) -> None:
    set_settings(app, profile=Profile.production, secret_key="x" * 40)
    assert not checks(app)["settings"].ok
    set_settings(app, base_url="https://parley.example")
    assert checks(app)["settings"].ok


def test_the_doctor_names_missing_migrations_and_goes_on(app: Flask) -> None:
    with transaction():
        database.session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    found = checks(app)
    assert not found["migrations"].ok
    assert found["mail"].ok
    assert "worker" not in found
