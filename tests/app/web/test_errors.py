"""Every error page says what happened, what to do and what was kept."""

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

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
