"""Forms come from our own pages: over https too, from pages that give no referrer too, and from no other site."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.factory import create_app

ADDRESS = "https://parley.example"


@pytest.fixture
def secure(app: Flask, tmp_path: Path) -> Flask:
    """The same application, reached over https."""
    return create_app(app.config["SETTINGS"].model_copy(update={"base_url": ADDRESS}))


def sent(secure: Flask, **headers: str) -> int:
    browser = secure.test_client()
    page = browser.get("/sign-in", base_url=ADDRESS).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"email": "maren@northwind.example", "csrf_token": token[1]}
    return browser.post("/sign-in", data=form, base_url=ADDRESS, headers=headers).status_code


@pytest.mark.parametrize("origin", ["https://parley.example", "null"])
def test_a_form_of_ours_is_taken_without_a_referrer(secure: Flask, origin: str) -> None:
    assert sent(secure, Origin=origin) == 303


def test_an_old_browser_that_names_no_origin_is_served(secure: Flask) -> None:
    assert sent(secure) == 303


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "https://parley.example.evil.example", "http://x@evil.example", "nonsense"]
)
def test_a_form_of_another_site_is_refused(secure: Flask, origin: str) -> None:
    assert sent(secure, Origin=origin) == 400


def test_cookies_travel_over_https_only(secure: Flask) -> None:
    browser = secure.test_client()
    for cookie in browser.get("/sign-in", base_url=ADDRESS).headers.getlist("Set-Cookie"):
        assert "; Secure" in cookie


def test_only_the_respondents_pages_hide_where_one_came_from(secure: Flask) -> None:
    browser = secure.test_client()
    policies = {path: browser.get(path, base_url=ADDRESS).headers["Referrer-Policy"] for path in ("/p/x", "/proposals")}
    assert policies == {"/p/x": "no-referrer", "/proposals": "same-origin"}
