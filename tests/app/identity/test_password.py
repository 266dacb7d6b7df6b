"""Passwords: signing in with one, setting and changing it, and being slowed down when guessing."""

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from app.db import database, transaction
from app.identity import passwords, queries
from app.identity.models import Person, SignIn, SignInAttempt
from app.identity.slow_down import PER_ADDRESS, PER_NETWORK, network_of
from app.identity.tasks import forget_attempts
from app.shared import clock
from tests.people import make_person, make_program, sign_in

GOOD = "four unrelated words"
NEW = "five other unrelated words"


@pytest.fixture(autouse=True)
def maren(app: Flask) -> Person:
    person = make_person("maren@northwind.example", "program_owner", program=make_program())
    with transaction():
        queries.person(person.id).password_hash = passwords.hash_password(GOOD)
    return person


def try_password(client: FlaskClient, password: str, email: str = "maren@northwind.example") -> int:
    return client.post("/sign-in/password", data={"email": email, "password": password}).status_code


def test_the_right_password_signs_in(client: FlaskClient) -> None:
    answer = client.post(
        "/sign-in/password", data={"email": "Maren@northwind.example", "password": GOOD, "next": "/account"}
    )
    assert (answer.status_code, answer.location) == (303, "/account")
    assert client.get("/account").status_code == 200


def test_wrong_and_unknown_are_answered_alike(client: FlaskClient) -> None:
    pages = [
        client.post("/sign-in/password", data={"email": email, "password": "wrong wrong wrong"})
        for email in ("maren@northwind.example", "nobody@northwind.example")
    ]
    assert [page.status_code for page in pages] == [422, 422]
    assert pages[0].text == pages[1].text.replace("nobody@", "maren@")


def test_the_same_work_is_done_whether_the_address_exists(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person("nopassword@northwind.example")
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    verified: list[str] = []

    class Counting:
        def verify(self, stored: str, password: str) -> None:
            verified.append(stored.split("$")[3])
            real.verify(stored, password)

    real = passwords._hasher
    passwords._nobodys_hash()
    monkeypatch.setattr(passwords, "_hasher", Counting())
    done = []
    for email in ("maren@northwind.example", "nobody@northwind.example", "nopassword@northwind.example"):
        statements.clear()
        assert try_password(client, "wrong wrong wrong", email) == 422
        by_password = list(statements)
        statements.clear()
        client.post("/sign-in", data={"email": email})
        done.append((by_password, list(statements)))
    assert done[0] == done[1] == done[2]
    assert len(verified) == 3
    assert len(set(verified)) == 1, "argon2's costs"


def test_guessing_is_stopped_after_five_tries_whether_the_address_exists(client: FlaskClient) -> None:
    for email in ("maren@northwind.example", "nobody@northwind.example"):
        for _ in range(PER_ADDRESS):
            assert try_password(client, "wrong wrong wrong", email) == 422
        answer = client.post("/sign-in/password", data={"email": email, "password": GOOD})
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) == 900
        assert "Wait 15 minutes" in answer.text
        assert client.post("/sign-in", data={"email": email}).status_code == 429


def test_the_wait_ends(client: FlaskClient) -> None:
    for _ in range(PER_ADDRESS):
        try_password(client, "wrong wrong wrong")
        clock.advance(dt.timedelta(minutes=1))
    assert try_password(client, GOOD) == 429
    clock.advance(dt.timedelta(minutes=10))
    assert try_password(client, GOOD) == 303


def test_a_network_is_stopped_that_tries_many_addresses(client: FlaskClient) -> None:
    for number in range(PER_NETWORK):
        assert try_password(client, "wrong wrong wrong", f"p{number}@northwind.example") == 422
    assert try_password(client, GOOD) == 429
    elsewhere = {"REMOTE_ADDR": "198.51.100.7"}
    answer = client.post(
        "/sign-in/password", data={"email": "maren@northwind.example", "password": GOOD}, environ_base=elsewhere
    )
    assert answer.status_code == 303


def test_who_gets_in_is_not_slowed_down_by_earlier_mistakes(client: FlaskClient) -> None:
    for _ in range(3):
        for _ in range(PER_ADDRESS - 1):
            try_password(client, "wrong wrong wrong")
        assert try_password(client, GOOD) == 303
        client.post("/sign-out")


def test_attempts_keep_no_address_and_are_forgotten(client: FlaskClient) -> None:
    try_password(client, "wrong wrong wrong")
    kept = database.session.scalars(select(SignInAttempt)).one()
    from hashlib import sha256

    assert kept.address_hash != sha256(b"maren@northwind.example").hexdigest()
    assert kept.network_hash != sha256(b"127.0.0.1").hexdigest()
    clock.advance(dt.timedelta(minutes=61))
    forget_attempts.run()
    assert database.session.scalar(select(func.count()).select_from(SignInAttempt)) == 0


def test_a_network_is_an_address_or_a_64() -> None:
    assert network_of("198.51.100.7") == "198.51.100.7"
    assert network_of("2001:db8:1:2:3::9") == network_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert network_of("::ffff:198.51.100.7") == "198.51.100.7"
    assert network_of(None) == network_of("unix:") == "unknown"


def change(client: FlaskClient, current: str, new: str) -> int:
    return client.post("/account/password", data={"current": current, "new": new}).status_code


def test_a_password_is_changed_with_the_present_one_only(client: FlaskClient, maren: Person) -> None:
    sign_in(client, maren)
    assert change(client, "", NEW) == 422
    assert change(client, "wrong wrong wrong", NEW) == 422
    assert change(client, GOOD, NEW) == 303
    client.post("/sign-out")
    assert try_password(client, GOOD) == 422
    assert try_password(client, NEW) == 303


def test_a_first_password_needs_no_present_one(client: FlaskClient, app: Flask) -> None:
    make_person("first@northwind.example", "analyst", program=make_program("other", "Other"))
    person = queries.person_by_email("first@northwind.example")
    assert person is not None
    sign_in(client, person)
    assert "Set a password" in client.get("/account").text
    assert change(client, "", NEW) == 303
    assert "Change your password" in client.get("/account").text


@pytest.mark.parametrize("weak", ["short", "elevenchars", "aaaaaaaaaaaaaaaa", "maren@northwind.example", "x" * 201, ""])
def test_a_weak_password_is_refused_with_the_reason(client: FlaskClient, maren: Person, weak: str) -> None:
    sign_in(client, maren)
    answer = client.post("/account/password", data={"current": GOOD, "new": weak})
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert GOOD not in answer.text


def test_a_new_password_ends_the_other_sign_ins(client: FlaskClient, app: Flask) -> None:
    other = app.test_client()
    for browser in (client, other):
        assert try_password(browser, GOOD) == 303
    assert change(client, GOOD, NEW) == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert database.session.scalar(select(func.count()).where(SignIn.ended_at.is_(None))) == 1


def test_a_password_is_stored_as_argon2id(maren: Person) -> None:
    stored = database.session.scalars(select(Person.password_hash)).one()
    assert stored is not None
    assert stored.startswith("$argon2id$")
