"""Links that have ended: each page says what happened and what to do, and tells nobody who was asked."""

import datetime as dt

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import database
from app.jobs.worker import work_off
from app.pulse import queries
from app.pulse.models import Submission, Wave
from app.pulse.tasks import close_due_waves, send_reminders
from app.shared import clock
from tests.pulse_makers import answer, close, enter, invitations, links, mails


def test_a_reminders_link_ends_the_earlier_one(client: FlaskClient, wave: Wave) -> None:
    clock.advance(dt.timedelta(days=1))
    send_reminders.run(wave.id)
    old = client.get(links()[0])
    assert old.status_code == 410
    assert "each reminder brings a new link and ends the one before" in old.text
    assert "Send me a new link" in old.text
    enter(client, links("reminder")[0])
    assert client.get("/p").status_code == 200


@pytest.mark.parametrize("path", ["/p/" + "x" * 22, "/p/short", "/p/%00", "/p", "/p/thanks", "/p/privacy", "/p/kept"])
def test_an_unknown_link_or_none_says_what_to_do(client: FlaskClient, wave: Wave, path: str) -> None:
    answered = client.get(path)
    assert answered.status_code == 410
    assert "This link no longer works" in answered.text


def ask_again(client: FlaskClient, email: str) -> tuple[int, str | None]:
    sent = client.post("/p/again", data={"email": email})
    work_off()
    return sent.status_code, sent.location


def test_a_new_link_is_mailed_and_the_answer_is_the_same_for_everybody(client: FlaskClient, wave: Wave) -> None:
    known, unknown = ask_again(client, "Contact2@p2.example"), ask_again(client, "nobody@elsewhere.example")
    assert known == unknown == (303, "/p/again/sent")
    assert [mail.to_address for mail in mails("new_link")] == ["contact2@p2.example"]
    assert client.get(links()[2]).status_code == 410
    enter(client, links("new_link")[0])
    assert "a new link is on its way" in client.get("/p/again/sent").text


def test_no_new_link_for_a_closed_wave_and_none_for_a_bad_address(client: FlaskClient, wave: Wave) -> None:
    wrong = client.post("/p/again", data={"email": "not an address"})
    assert wrong.status_code == 422
    assert "Write an e-mail address" in wrong.text
    close(wave)
    ask_again(client, "contact2@p2.example")
    assert mails("new_link") == []


def test_asking_again_and_again_is_slowed_down(client: FlaskClient, wave: Wave) -> None:
    answers = [ask_again(client, "contact2@p2.example")[0] for _ in range(6)]
    assert answers == [303] * 5 + [429]


def test_a_closed_wave_says_when_it_closed_and_gives_back_what_was_typed(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    close(queries.wave_by_id(wave.id))
    for path in ("/p", "/p/thanks", "/p/kept"):
        answered = client.get(path)
        assert answered.status_code == 410
        assert "It closed on 24 November, 10:00" in answered.text
        assert '<a href="/changes">' in answered.text
    late = client.post("/p", data={"ease": "8", "change": "A minute too late"})
    assert late.status_code == 410
    assert "A minute too late" in late.text
    assert client.post("/p/draft", data={"change": "x"}).status_code == 410
    assert database.session.scalar(select(Submission.id)) is None


def test_who_answered_is_told_that_it_counts(client: FlaskClient, wave: Wave) -> None:
    answer(invitations(wave)[0])
    close(queries.wave_by_id(wave.id))
    enter(client, links()[0])
    assert "is kept and counts" in client.get("/p").text


def test_a_wave_closes_by_itself_when_its_time_is_over_and_drafts_go(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    client.post("/p/draft", data={"change": "unfinished"})
    close_due_waves.run()
    assert queries.wave_by_id(wave.id).state == "open"
    clock.advance(dt.timedelta(days=14))
    close_due_waves.run()
    closed = queries.wave_by_id(wave.id)
    assert (closed.state, closed.closed_at) == ("closed", clock.now())
    assert "unfinished" not in client.get("/p").text
