"""The respondent's page: a link opened spends nothing, answers are stored once, nothing typed is lost."""

from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, inspect, select, text

from app.db import database
from app.jobs.worker import work_off
from app.programs.models import Program
from app.pulse.models import Answer, Comment, Draft, Submission, Wave
from app.shared.sealing import unseal
from tests.pulse_makers import enter, invitations, links, make_wave


def rows_by_table() -> dict[str, list[str]]:
    database.session.rollback()
    tables = inspect(database.engine).get_table_names()
    found = {name: database.session.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables}
    return {name: sorted(map(str, rows)) for name, rows in found.items()}


def comments() -> list[str]:
    database.session.rollback()
    return list(database.session.scalars(select(Comment.text).order_by(Comment.question_key)))


def count(table: type) -> int:
    database.session.rollback()
    return database.session.scalar(select(func.count()).select_from(table)) or 0


def test_opening_a_link_changes_nothing_and_moves_the_secret_into_a_cookie(client: FlaskClient, wave: Wave) -> None:
    before = rows_by_table()
    assert client.head(links()[0]).status_code == 303
    opened = client.get(links()[0])
    assert (opened.status_code, opened.location) == (303, "/p")
    cookie = opened.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/p" in cookie
    page = client.get("/p")
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert links()[0].removeprefix("/p/") not in page.text
    assert rows_by_table() == before


def test_the_page_says_who_asks_how_long_it_takes_and_what_is_promised(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    page = unescape(client.get("/p").text)
    assert "Northwind Cloud" in page
    assert "Four questions, about one minute" in page
    assert "Saved as you go" in page
    assert "Northwind Cloud never sees your name or company beside an answer" in page
    assert "Results of fewer than 5 companies are not shown" in page
    assert "Please leave out names of people and customers." in page


def test_answers_are_stored_masked_and_once_however_often_they_are_sent(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    form = {"ease": "8", "time_lost": ["deals", "other"], "time_lost.other": "The forms", "change": "Ask ada@x.example"}
    for _ in range(2):
        sent = client.post("/p", data=form)
        assert (sent.status_code, sent.location) == (303, "/p/thanks")
    assert (count(Submission), count(Answer), count(Comment)) == (1, 2, 2)
    assert comments() == ["Ask [mail]", "The forms"]
    assert database.session.scalar(select(Comment.original)) is None
    assert "Thank you" in client.get("/p/thanks").text


def test_a_missing_answer_is_named_and_everything_typed_is_kept(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    sent = client.post("/p", data={"time_lost": ["deals", "exams", "portal"], "change": "Keep this"})
    assert sent.status_code == 422
    page = unescape(sent.text)
    assert '<a href="#q-ease">How easy is it?</a> This question needs an answer.' in page
    assert "Choose 2 at most; 3 are ticked." in page
    assert "Keep this</textarea>" in page
    assert page.count("checked") == 3
    assert count(Submission) == 0
    assert "Keep this</textarea>" in client.get("/p").text


def test_a_comment_of_forty_thousand_characters_comes_back_whole_with_the_count(
    client: FlaskClient, wave: Wave
) -> None:
    enter(client, links()[0])
    sent = client.post("/p", data={"ease": "8", "change": "Too long 🙂 " * 4000})
    assert sent.status_code == 422
    assert "This is 39,999 characters too long; there is room for 4,000." in sent.text
    assert ("Too long 🙂 " * 4000).strip() in sent.text
    assert ("Too long 🙂 " * 4000).strip() in client.get("/p").text


@pytest.mark.parametrize("written", ["السعر مرتفع جدا", "🙂🙃", "<b>bold</b> & {{ 7*7 }}", "line one\nline two"])
def test_any_script_and_any_sign_is_kept_and_shown_as_text(client: FlaskClient, wave: Wave, written: str) -> None:
    enter(client, links()[0])
    client.post("/p", data={"ease": "8", "change": written})
    assert comments() == [written]
    page = client.get("/p/thanks").text
    assert written in unescape(page)
    assert "<b>bold" not in page
    assert 'dir="auto"' in page


def test_a_draft_is_kept_encrypted_and_comes_back(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    assert client.post("/p/draft", data={"ease": "3", "change": "not yet finished", "junk": "x"}).status_code == 204
    assert client.post("/p/draft", data={"ease": "4", "change": "nearly finished"}).status_code == 204
    sealed = database.session.scalar(select(Draft.sealed))
    assert count(Draft) == 1
    assert sealed is not None
    assert b"nearly" not in sealed
    assert unseal(sealed, secret="another one", purpose="draft") is None
    page = client.get("/p").text
    assert "nearly finished</textarea>" in page
    assert "We kept what you typed" in page
    client.post("/p", data={"ease": "4"})
    assert count(Draft) == 0


def test_save_and_finish_later_works_without_javascript(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    saved = client.post("/p/draft", data={"change": "half", "later": "1"})
    assert (saved.status_code, saved.location) == (303, "/p/kept")
    assert "Nothing is sent yet" in client.get("/p/kept").text
    enter(client, links()[0])
    assert "half</textarea>" in client.get("/p").text


def test_who_comes_back_sees_what_they_sent_and_can_change_it(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    client.post("/p", data={"ease": "8", "change": "Ask ada@x.example", "again": "yes"})
    work_off()
    first = database.session.scalar(select(Comment.public_id))
    assert client.get("/p").location == "/p/thanks"
    assert "Ask [mail]" in client.get("/p/thanks").text
    form = client.get("/p?change=1").text
    assert "Ask [mail]</textarea>" in form
    assert "Words that were masked stay masked" in form
    client.post("/p", data={"ease": "2", "change": "Ask [mail]"})
    assert (count(Submission), count(Answer), comments()) == (1, 1, ["Ask [mail]"])
    assert database.session.scalar(select(Comment.public_id)) == first
    client.post("/p", data={"ease": "2", "change": ""})
    assert comments() == []


def test_identified_mode_keeps_the_words_encrypted_and_gives_them_back(client: FlaskClient, program: Program) -> None:
    make_wave(program, partners=1, privacy="identified")
    enter(client, links()[0])
    assert "Not anonymous." in client.get("/p").text
    client.post("/p", data={"ease": "8", "change": "Ask ada@x.example"})
    assert comments() == ["Ask [mail]"]
    original = database.session.scalar(select(Comment.original))
    assert original is not None
    assert b"ada" not in original
    assert "Ask ada@x.example</textarea>" in client.get("/p?change=1").text


def test_a_form_of_another_pulse_than_the_one_opened_last_is_not_taken(client: FlaskClient, wave: Wave) -> None:
    first = invitations(wave)[0].public_id
    enter(client, links()[0])
    enter(client, links()[1])
    sent = client.post("/p", data={"ease": "8", "pulse": first})
    assert sent.status_code == 409
    assert "another pulse was opened" in sent.text
    assert count(Submission) == 0


def test_how_this_works_says_what_is_and_is_not_protected(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    page = unescape(client.get("/p/privacy").text)
    assert "at least 5 companies and 5 people answered" in page
    assert "Whoever runs the server could connect answers and people" in page
