"""Signing in by one-time link: single-use, short-lived, for the browser that asked, and silent about accounts."""

import datetime as dt
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.db import database, transaction
from app.identity import services
from app.identity.models import SignIn, SignInLink
from app.jobs.worker import work_off
from app.notify.models import OutboxMessage
from app.shared import clock
from tests.people import make_person, make_program


@pytest.fixture(autouse=True)
def maren(app: Flask) -> None:
    make_person("maren@northwind.example", "program_owner", program=make_program())


def ask(client: FlaskClient, email: str = "maren@northwind.example", **more: str) -> None:
    answer = client.post("/sign-in", data={"email": email, **more})
    assert (answer.status_code, answer.location) == (303, "/sign-in/sent")


def mailed_path() -> str:
    work_off()
    text = database.session.scalar(select(OutboxMessage.text).order_by(OutboxMessage.id.desc()).limit(1)) or ""
    database.session.rollback()
    found = re.search(r"http://127\.0\.0\.1:8000(/sign-in/[\w-]+)", text)
    assert found
    return found[1]


def made_link() -> str:
    with transaction():
        person = services.queries.person_by_email("maren@northwind.example")
        assert person is not None
        return services.make_sign_in_link(person).removeprefix("http://127.0.0.1:8000")


def signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def test_a_mailed_link_signs_in_and_leads_to_where_one_wanted_to_go(client: FlaskClient) -> None:
    ask(client, next="/account?from=mail")
    path = mailed_path()
    assert client.get(path).status_code == 200
    answer = client.post(path)
    assert (answer.status_code, answer.location) == (303, "/account?from=mail")
    assert signed_in(client)


def test_a_link_works_once(client: FlaskClient, app: Flask) -> None:
    path = made_link()
    assert client.post(path).status_code == 303
    again = app.test_client()
    assert again.get(path).status_code == 410
    assert again.post(path).status_code == 410
    assert not signed_in(again)


def test_looking_at_a_link_spends_nothing(client: FlaskClient) -> None:
    path = made_link()
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert client.post(path).status_code == 303


def test_a_link_expires(client: FlaskClient) -> None:
    path = made_link()
    clock.advance(dt.timedelta(minutes=15))
    assert client.get(path).status_code == 410
    answer = client.post(path)
    assert answer.status_code == 410
    assert "Ask for a new link" in answer.text


def test_a_forwarded_link_does_not_work_in_another_browser(client: FlaskClient, app: Flask) -> None:
    ask(client)
    path = mailed_path()
    stranger = app.test_client()
    assert stranger.get(path).status_code == 410
    assert stranger.post(path).status_code == 410
    assert client.post(path).status_code == 303


def test_a_made_up_link_is_over_like_any_other(client: FlaskClient) -> None:
    assert client.get("/sign-in/abcdefghijklmnopqrstuvwxyz012345").status_code == 410


def test_the_page_of_a_link_names_nobody(client: FlaskClient) -> None:
    assert "maren" not in client.get(made_link()).text.casefold()


def test_only_the_hash_of_a_link_is_stored(client: FlaskClient) -> None:
    secret = made_link().rpartition("/")[2]
    stored = database.session.scalars(select(SignInLink.token_hash)).one()
    assert len(stored) == 64
    assert secret not in stored


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: FlaskClient, app: Flask) -> None:
    known, unknown = client, app.test_client()
    answers = [
        known.post("/sign-in", data={"email": "maren@northwind.example"}),
        unknown.post("/sign-in", data={"email": "nobody@northwind.example"}),
    ]
    assert len({(answer.status_code, answer.location, answer.text) for answer in answers}) == 1
    assert known.get("/sign-in/sent").text == unknown.get("/sign-in/sent").text
    work_off()
    assert database.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


def test_an_address_is_found_however_it_is_written(client: FlaskClient) -> None:
    ask(client, email=" Maren@Northwind.example ")
    assert mailed_path()


def test_a_retried_job_mails_one_link(client: FlaskClient, app: Flask) -> None:
    from app.identity.tasks import send_link

    ask(client)
    work_off()
    person = services.queries.person_by_email("maren@northwind.example")
    assert person is not None
    for _ in range(2):
        send_link.run(person_id=person.id, browser_hash="x" * 64, request_key="the same")
    assert database.session.scalar(select(func.count()).select_from(OutboxMessage)) == 2


def test_a_new_session_begins_at_sign_in(client: FlaskClient) -> None:
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["_id"] = "fixed"
    client.post(made_link())
    with client.session_transaction() as session:
        assert "planted" not in session
        first = session["_user_id"]
    client.post(made_link())
    with client.session_transaction() as session:
        assert session["_user_id"] != first


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:1",
    ],
)
def test_one_is_never_led_to_a_foreign_page(client: FlaskClient, target: str) -> None:
    ask(client, next=target)
    answer = client.post(mailed_path())
    assert answer.status_code == 303
    assert re.fullmatch(r"/|/(?![/\\\t\n])\S*", answer.location), answer.location
    assert "//evil" not in answer.location


def test_a_bad_address_is_answered_with_the_form(client: FlaskClient) -> None:
    for wrong in ("", "nobody", "a b@c.example", "x@y\r\nBcc: z@evil.example", "x" * 260 + "@c.example"):
        assert client.post("/sign-in", data={"email": wrong}).status_code == 422
    assert database.session.scalar(select(func.count()).select_from(SignIn)) == 0
