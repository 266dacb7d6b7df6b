"""What people write is shown as they wrote it, and never becomes part of a page."""

import json
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.db import Base, database, transaction
from app.programs.queries import contacts
from app.pulse.models import InstrumentVersion
from tests.people import sign_in
from tests.proposal_makers import partner_named
from tests.pulse_makers import links
from tests.security.filled import Filled, addresses

MARKUP = "<script>pwn()</script>\"'><img src=x onerror=pwn()>"
WRITTEN = {
    "name", "vendor", "label", "title", "text", "definition", "sentence", "note", "question", "reasons", "reason",
    "charter", "place", "outcome", "standing", "resolution", "for_you", "summary", "unit", "agent", "progress_note",
    "error", "detail", "domain",
}  # fmt: skip
"""Columns of what people or other systems wrote."""
RUNNING = ("<script>pwn", "<img src=x")
BREAKING_OUT = "&lt;/script&gt;\"'"
"""In HTML, where it may stand in an attribute; in the text of XML quotes mean nothing."""


def poison() -> None:
    """Put markup into every column that holds what somebody wrote, and into the texts of questionnaires."""
    with transaction():
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if column.name in WRITTEN and isinstance(column.type, sa.String):
                    database.session.execute(sa.update(table).values({column.name: _fitting(table, column)}))
        cluster = Base.metadata.tables["cluster"]
        database.session.execute(sa.update(cluster).values(keywords=[MARKUP]))
        for version in database.session.scalars(sa.select(InstrumentVersion)):
            version.document, version.digest = _poisoned(version.document), f"poisoned{version.id}"


def _fitting(table: sa.Table, column: sa.Column[Any]) -> Any:
    """Return the markup, with the row's number where no two rows may hold the same."""
    unique = {
        one.name for found in table.constraints if isinstance(found, sa.UniqueConstraint) for one in found.columns
    }
    if column.name in unique:
        return sa.literal(MARKUP).concat(sa.cast(table.c.id, sa.String))
    return MARKUP


def _poisoned(document: Any) -> Any:
    if isinstance(document, dict):
        return {
            key: f"{value}{MARKUP}"
            if key in {"title", "text", "description"} and isinstance(value, str)
            else _poisoned(value)
            for key, value in document.items()
        }
    if isinstance(document, list):
        return [_poisoned(one) for one in document]
    return document


def markup_in(answer: TestResponse) -> list[str]:
    forbidden = (*RUNNING, BREAKING_OUT) if answer.mimetype == "text/html" else RUNNING
    return [one for one in forbidden if one in answer.text]


def test_no_page_of_staff_or_members_carries_markup_that_somebody_wrote(filled: Filled, everyone: FlaskClient) -> None:
    poison()
    escaped = set()
    for rule, address in addresses("GET"):
        answer = everyone.get(address)
        if answer.mimetype not in {"text/html", "application/xml", "application/atom+xml"}:
            continue
        assert answer.status_code in {200, 302, 303, 404, 410}, (rule, answer.status_code)
        assert markup_in(answer) == [], rule
        if "&lt;script&gt;pwn" in answer.text:
            escaped.add(rule)
    assert len(escaped) > 30, "or the markup reached too few pages to mean anything"


def test_respondents_and_contacts_get_no_markup_either(filled: Filled, app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client, link = app.test_client(), links()[-1]
    poison()
    client.get(link)
    sign_in(client, contacts(partner_named(filled.stage.program, "p1").id)[0].person)
    for address in ("/p", "/p/privacy", "/what-changed", "/changes", "/changes.atom", "/account"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert markup_in(answer) == [], address
    wrong = client.post("/p", data={"ease": MARKUP, "change": MARKUP, "time_lost": MARKUP})
    assert wrong.status_code == 422
    assert markup_in(wrong) == []


def test_search_and_filters_are_echoed_as_text(filled: Filled, everyone: FlaskClient) -> None:
    for rule, address in addresses("GET"):
        asked = dict.fromkeys(
            ("search", "role", "market", "country", "state", "wave", "page", "since", "next", "about"), MARKUP
        )
        answer = everyone.get(address, query_string=asked)
        if answer.mimetype == "text/html":
            assert markup_in(answer) == [], rule


def test_json_is_sent_as_json(filled: Filled, app: Flask) -> None:
    poison()
    headers = {"Authorization": f"Bearer {filled.api_secret}"}
    for rule, address in addresses("GET", api=True):
        answer = app.test_client().get(address, headers=headers)
        assert answer.mimetype == "application/json", rule
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        json.loads(answer.text)
