"""Every error page says what happened, what to do and what was kept."""

import html
import re

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from app.web.errors import init_errors
from tests.app.web.look_app import build

CODES = [400, 403, 404, 410, 413, 422, 429, 500, 503]


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_says_three_things_in_plain_words(pages: FlaskClient, code: int) -> None:
    page = pages.get(f"/errors/{code}").text
    heading = page.split("<h1>")[1].split("</h1>")[0]
    lead = page.split('<p class="lead">')[1].split("</p>")[0]
    todo, kept = page.split("<h2>What you can do</h2>")[1].split('<p class="muted">')
    assert min(len(part.strip()) for part in (heading, lead, todo, kept.split("</p>")[0])) > 10
    assert f"<title>{heading} · Parley</title>" in page
    assert str(code) not in lead + todo


def test_an_error_says_its_own_message_what_it_kept_and_its_reference(look: Flask) -> None:
    with look.test_request_context():
        page = render_template(
            "errors/410.html", message="It expired on 3 May.", kept="Your draft is kept.", reference="a1"
        )
    assert '<p class="lead">It expired on 3 May.</p>' in page
    assert '<p class="muted">Your draft is kept.</p>' in page
    assert "<code>a1</code>" in page


def test_a_slowed_down_reader_is_told_how_long_to_wait(look: Flask) -> None:
    with look.test_request_context():
        assert "Wait 40\xa0seconds" in render_template("errors/429.html", retry_after=40)


def busy() -> FlaskClient:
    """Return a client of an application whose one address finds the database busy."""

    def break_down() -> str:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    app = build()
    init_errors(app)
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/busy", "busy", break_down, methods=["POST"])
    return app.test_client()


def test_a_busy_database_gives_a_page_that_sends_what_was_typed_again() -> None:
    sent = {"change": 'Quotes take "days" & <b>weeks</b>', "do": "send", "role": ["msp", "reseller"]}
    answer = busy().post("/busy?page=2", data=sent)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert '<form method="post" action="/busy?page=2">' in answer.text
    fields = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', answer.text)
    again = [(name, html.unescape(value)) for name, value in fields]
    assert again == [("change", sent["change"]), ("do", "send"), ("role", "msp"), ("role", "reseller")]
    assert "What you wrote" in answer.text


def test_a_password_is_not_repeated_on_a_page() -> None:
    answer = busy().post("/busy", data={"email": "a@b.example", "password": "a long secret of mine"})
    assert answer.status_code == 503
    assert "a long secret of mine" not in answer.text
    assert "a@b.example" not in answer.text
