"""A sign-in ends when it should; forms are bound to their page; every page is hardened."""

import datetime as dt
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import database, transaction
from app.identity import queries, services
from app.identity.models import Person
from app.shared import clock
from tests.people import make_person, make_program

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def maren(app: Flask) -> Person:
    return make_person("maren@northwind.example", "program_owner", program=make_program(), name="Maren Holt")


def enter(browser: FlaskClient) -> None:
    with transaction():
        person = queries.person_by_email("maren@northwind.example")
        assert person is not None
        path = services.make_sign_in_link(person).removeprefix("http://127.0.0.1:8000")
    assert browser.post(path).status_code == 303


def inside(browser: FlaskClient) -> bool:
    return browser.get("/account").status_code == 200


def test_an_unused_sign_in_ends(client: FlaskClient) -> None:
    enter(client)
    clock.advance(59 * MINUTE)
    assert inside(client)
    clock.advance(59 * MINUTE)
    assert inside(client)
    clock.advance(61 * MINUTE)
    assert not inside(client)


def test_a_sign_in_ends_after_its_hours_however_much_it_is_used(client: FlaskClient) -> None:
    enter(client)
    for _ in range(23):
        clock.advance(30 * MINUTE)
        assert inside(client)
    clock.advance(31 * MINUTE)
    assert not inside(client)


def test_signing_out_ends_it_for_a_copied_cookie_too(client: FlaskClient, app: Flask) -> None:
    enter(client)
    cookie = client.get_cookie("parley")
    assert cookie is not None
    thief = app.test_client()
    thief.set_cookie("parley", cookie.value)
    assert inside(thief)
    assert client.post("/sign-out").location == "/sign-in"
    assert not inside(thief)


def test_sign_ins_are_listed_and_can_be_ended(client: FlaskClient, app: Flask) -> None:
    other = app.test_client()
    enter(other)
    enter(client)
    page = client.get("/account").text
    assert page.count("this browser") == 1
    (path,) = re.findall(r'action="(/account/sign-ins/\w+/end)"', page)
    assert client.post(path).status_code == 303
    assert inside(client)
    assert not inside(other)


def test_nobody_ends_the_sign_in_of_another(client: FlaskClient, app: Flask) -> None:
    enter(client)
    ours = queries.open_sign_ins(1)[0].public_id
    make_person("eve@other.example", "analyst", program=make_program("other", "Other"))
    stranger = app.test_client()
    with transaction():
        eve = queries.person_by_email("eve@other.example")
        assert eve is not None
        path = services.make_sign_in_link(eve).removeprefix("http://127.0.0.1:8000")
    stranger.post(path)
    stranger.post(f"/account/sign-ins/{ours}/end")
    assert inside(client)


def test_one_can_go_to_another_own_program_and_to_no_other(client: FlaskClient, maren: Person) -> None:
    second, foreign = make_program("second", "Second Program"), make_program("foreign", "Foreign Program")
    with transaction():
        services.grant(queries.person(maren.id), second.id, "analyst")
        second_id, foreign_id = (
            database.session.merge(second).public_id,
            database.session.merge(foreign).public_id,
        )
    enter(client)
    page = client.get("/account").text
    assert "Second Program" in page
    assert "Foreign Program" not in page
    assert client.post("/program", data={"program": second_id}).status_code == 303
    assert '<p class="program">Second Program</p>' in client.get("/account").text
    assert client.post("/program", data={"program": foreign_id}).status_code == 404
    assert client.post("/program", data={}).status_code == 404


def test_name_language_and_time_zone_are_changed(client: FlaskClient) -> None:
    enter(client)
    fields = {"name": "Maren H.", "language": "de", "time_zone": "Asia/Kolkata"}
    assert client.post("/account", data=fields).status_code == 303
    page = client.get("/account").text
    assert 'value="Maren H."' in page
    assert "14:30" in page, "the sign-in of 09:00 UTC"
    for wrong in ({"name": ""}, {"language": "xx"}, {"time_zone": "Mars/Olympus"}):
        assert client.post("/account", data={**fields, **wrong}).status_code == 422


def test_a_person_without_a_role_is_told_so(client: FlaskClient) -> None:
    make_person("none@northwind.example")
    with transaction():
        person = queries.person_by_email("none@northwind.example")
        assert person is not None
        path = services.make_sign_in_link(person).removeprefix("http://127.0.0.1:8000")
    client.post(path)
    assert "You have no role here" in client.get("/sign-in").text


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/password", "/sign-in/" + "x" * 32, "/sign-out", "/program"])
def test_a_form_without_its_token_is_refused(app: Flask, path: str) -> None:
    assert app.config.get("WTF_CSRF_ENABLED", True)
    browser = app.test_client()
    assert browser.post(path, data={"email": "maren@northwind.example"}).status_code == 400


def test_a_form_with_its_token_is_taken(app: Flask) -> None:
    browser = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/sign-in").text)
    assert token
    answer = browser.post("/sign-in", data={"email": "maren@northwind.example", "csrf_token": token[1]})
    assert answer.status_code == 303


def test_pages_are_hardened(client: FlaskClient) -> None:
    enter(client)
    for path in ("/sign-in", "/account", "/sign-in/" + "x" * 32, "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert headers["Cache-Control"] == "no-store"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    made = client.post("/sign-in", data={"email": "maren@northwind.example"}).headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in made} == {"parley", "parley_browser"}
    for cookie in made:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
