"""The forms of a thread: posts go only where a page of the program was shown, and what was typed is kept."""

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from app.db import database
from app.discussion import queries
from app.discussion.models import Concern, Post
from app.discussion.parts import seal_subject, thread_part
from app.web.subjects import subject_url
from tests.council_makers import SUBJECT, Table, make_table
from tests.people import make_person, sign_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def table(app: Flask) -> Table:
    return make_table(2)


def about(table: Table) -> str:
    return f"/discussion/{seal_subject(SUBJECT, table.program.id)}/posts"


def part(app: Flask, table: Table, number: int = 0) -> str:
    with app.test_request_context("/"):
        html = render_template("discussion/_thread.html", **thread_part(SUBJECT, table.viewer(table.members[number])))
    return " ".join(html.split())


def test_a_post_returns_to_the_page_of_its_subject_and_stands_there(
    app: Flask, table: Table, client: FlaskClient
) -> None:
    assert "Nobody has said anything yet." in part(app, table)
    sign_in(client, table.members[0])
    form = {"text": "First line\nsecond\n\nNext <b>paragraph</b> https://x.example", "concern_name": "The bar"}
    answer = client.post(about(table), data=form)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{subject_url(SUBJECT)}#discussion"
    html = part(app, table, number=1)
    assert "<p>First line<br>second</p>" in html
    assert "<p>Next &lt;b&gt;paragraph&lt;/b&gt; https://x.example</p>" in html
    assert "<b>Member0</b>, Partner northwind-0 · MSP seat" in html
    assert "concern, not blocking" in html
    assert "Note that it is resolved" not in html


def test_htmx_gets_the_thread_alone(table: Table, client: FlaskClient) -> None:
    sign_in(client, table.members[0])
    answer = client.post(about(table), data={"text": "Hello"}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section id="discussion">')
    assert "Hello" in answer.text


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ({"text": "x" * 10_001}, "x" * 10_001),
        ({"text": "Mine.", "concern_name": "y" * 201}, "y" * 201),
        ({"text": "Mine.", "blocking": "y"}, "Name the concern that blocks."),
    ],
)
def test_a_refused_post_comes_back_with_what_was_typed(
    table: Table, client: FlaskClient, form: dict[str, str], kept: str
) -> None:
    sign_in(client, table.members[0])
    for headers in ({}, HTMX):
        answer = client.post(about(table), data=form, headers=headers)
        assert answer.status_code == 422
        assert kept in answer.text
    assert database.session.query(Post).count() == 0


def test_a_refused_answer_stays_at_its_post(app: Flask, table: Table, client: FlaskClient) -> None:
    sign_in(client, table.members[0])
    client.post(about(table), data={"text": "Why?"})
    parent = database.session.query(Post).one().public_id
    answer = client.post(about(table), data={"text": "z" * 10_001, "parent": parent})
    assert answer.status_code == 422
    assert answer.text.count("z" * 10_001) == 1
    assert client.post(about(table), data={"text": "So.", "parent": parent}).status_code == 303
    assert client.post(about(table), data={"text": "So.", "parent": "01knone"}).status_code == 404


def test_a_made_up_or_foreign_subject_is_not_there(table: Table, client: FlaskClient) -> None:
    other = make_table(1, key="southwind")
    sign_in(client, other.members[0])
    for sealed in (SUBJECT, "x", seal_subject(SUBJECT, table.program.id)):
        assert client.post(f"/discussion/{sealed}/posts", data={"text": "Hello"}).status_code == 404
    assert queries.thread_of(SUBJECT) is None


def test_who_may_not_discuss_writes_nothing(table: Table, client: FlaskClient) -> None:
    for role in ("executive", "partner_contact"):
        sign_in(client, make_person(f"{role}@northwind.example", role, program=table.program))
        assert client.post(about(table), data={"text": "Hello"}).status_code == 403
    assert database.session.query(Post).count() == 0


def test_a_concern_is_resolved_from_the_thread_and_not_from_another_program(
    app: Flask, table: Table, client: FlaskClient
) -> None:
    sign_in(client, table.members[0])
    client.post(about(table), data={"text": "I worry.", "concern_name": "The bar", "blocking": "y"})
    there = f"/discussion/concerns/{database.session.query(Concern).one().public_id}/resolve"
    assert "Call it resolved" in part(app, table)
    sign_in(client, table.members[1])
    assert client.post(there, data={"resolution": "Not mine."}).status_code == 403
    sign_in(client, make_table(1, key="southwind").facilitator)
    assert client.post(there, data={"resolution": "Not ours."}).status_code == 404
    sign_in(client, table.members[0])
    assert client.post(there, data={"resolution": "By amendment 2."}).status_code == 303
    assert "Resolved: By amendment 2." in part(app, table)
