"""Secrets are in no log, redirects stay in the house, and every answer carries the headers that keep it there."""

import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.identity.sessions import hash_secret
from app.jobs.worker import work_off
from app.notify.services import write_message
from app.shared.errors import DomainError
from app.web.respond import own_path
from tests.people import sign_in
from tests.pulse_makers import links, mails
from tests.security.filled import Filled, addresses


def test_a_whole_journey_leaves_no_secret_in_the_log(
    filled: Filled, app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/sign-in", data={"email": "maren@vendor.example"})
    work_off()
    (secret,) = re.findall(r"/sign-in/([\w-]{16,})", mails("sign_in")[-1].text) or [""]
    client.post(f"/sign-in/{secret}")
    token = links()[-1].rsplit("/", 1)[-1]
    client.get(f"/p/{token}")
    client.post("/p", data={"ease": "7", "change": "My very own sentence"})
    client.get("/p/thanks")
    headers = {"Authorization": f"Bearer {filled.api_secret}"}
    client.get("/api/v1/partners", headers=headers)
    client.get("/api/v1/partners", headers={"Authorization": "Bearer made-up-secret"})
    sign_in(client, filled.stage.owner)
    client.get("/account")
    work_off()
    kept = {
        "link": secret,
        "token": token,
        "api": filled.api_secret,
        "hash": hash_secret(token),
        "text": "own sentence",
    }
    assert secret
    assert [name for name, value in kept.items() if value in caplog.text] == []


@pytest.mark.parametrize(
    "target",
    [
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "javascript:x",
    ],
)
def test_after_sign_in_nobody_is_sent_elsewhere(target: str, filled: Filled, everyone: FlaskClient) -> None:
    assert own_path(target, "/") == "/"
    assert everyone.get("/sign-in", query_string={"next": target}).location == "/"


def test_the_host_header_changes_no_link_in_a_mail(filled: Filled, app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client().post("/sign-in", data={"email": "maren@vendor.example"}, headers={"Host": "elsewhere.example"})
    work_off()
    assert "elsewhere.example" not in mails("sign_in")[-1].text


@pytest.mark.parametrize("subject", ["Hello\nBcc: all@elsewhere.example", "Hello\r\nTo: x@elsewhere.example"])
def test_a_mails_subject_takes_no_further_header(subject: str, filled: Filled) -> None:
    with pytest.raises(DomainError):
        write_message("notice", "headers", filled.stage.owner, subject, "text", filled.stage.program_id)


def test_every_answer_carries_the_headers_that_keep_it_in_the_house(filled: Filled, everyone: FlaskClient) -> None:
    for rule, address in addresses("GET"):
        headers = everyone.get(address).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"], rule
        assert "unsafe" not in headers["Content-Security-Policy"], rule
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], rule
        assert headers["X-Content-Type-Options"] == "nosniff", rule
        kept = "public, max-age=300" if rule == "/changes.atom" else "no-store"
        assert headers["Cache-Control"] == kept, rule
        assert headers["Referrer-Policy"] == ("no-referrer" if re.match("/p(/|$)", rule) else "same-origin"), rule


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(filled: Filled, app: Flask) -> None:
    client = app.test_client()
    set_by = [client.get(links()[-1]), client.get("/sign-in"), client.post("/sign-in", data={"email": "a@b.example"})]
    cookies = [cookie for answer in set_by for cookie in answer.headers.getlist("Set-Cookie")]
    assert cookies
    assert [one for one in cookies if "HttpOnly" not in one or "SameSite=Lax" not in one] == []


def test_a_fault_shows_a_number_and_no_trace(filled: Filled, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_(*_given: object, **_more: object) -> None:
        raise RuntimeError("secret detail")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "identity.sign_in", break_)
    answer = app.test_client().get("/sign-in")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Traceback" not in answer.text


def test_static_files_are_kept_forever_only_under_an_address_that_changes_with_them(
    filled: Filled, everyone: FlaskClient
) -> None:
    page = everyone.get("/account").text
    (css, *_) = re.findall(r'href="(/static/[^"]+\.css[^"]*)"', page)
    assert "?" in css
    assert "immutable" in everyone.get(css).headers["Cache-Control"]
    assert "immutable" not in everyone.get(css.split("?")[0]).headers["Cache-Control"]
