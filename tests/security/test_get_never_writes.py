"""Reading a page changes nothing: a scanner, a prefetch or a search engine may open any of them."""

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.db import database
from tests.architecture.test_access import listed
from tests.pulse_makers import links
from tests.security.filled import Filled, addresses

WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b", re.IGNORECASE)


@pytest.fixture
def written(filled: Filled) -> Iterator[list[str]]:
    """The statements that change something, as they come."""
    found: list[str] = []

    def look(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if WRITING.match(statement):
            found.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", look)
    yield found
    sa.event.remove(database.engine, "before_cursor_execute", look)


def test_no_page_writes_to_the_database(filled: Filled, everyone: FlaskClient, written: list[str]) -> None:
    written.clear()
    visited = {}
    for rule, address in addresses("GET"):
        visited[rule] = everyone.get(address).status_code
        assert written == [], rule
    assert len(visited) > 50
    unseen = {rule for rule, status in visited.items() if status not in {200, 302, 303} and not rule.startswith("/p")}
    assert unseen == {"/waves/<public_id>/answers"}, "who answered what is known of no confidential wave"


def test_the_api_writes_nothing_when_it_is_read(filled: Filled, app: Flask, written: list[str]) -> None:
    headers = {"Authorization": f"Bearer {filled.api_secret}"}
    for rule, address in addresses("GET", api=True):
        assert app.test_client().get(address, headers=headers).status_code == 200, rule
        assert [one for one in written if "api_token" not in one] == [], rule


def test_opening_a_personal_link_writes_nothing(filled: Filled, everyone: FlaskClient, written: list[str]) -> None:
    link = links()[-1]
    written.clear()
    for method in ("HEAD", "GET"):
        assert everyone.open(link, method=method).status_code == 303
    for address in ("/p", "/p/privacy", "/p/kept"):
        assert everyone.get(address).status_code == 200, address
    assert written == []


def test_every_get_that_needs_a_secret_is_one_of_two() -> None:
    secret = {rule for method, rule in listed() if method == "GET" and re.search("<(token|secret)>", rule)}
    assert secret == {"/p/<token>", "/sign-in/<secret>"}
