"""Posts of one person at the same time leave one submission, whole, and a friendly page for each."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select

from app.db import database
from app.pulse.models import Answer, Comment, Submission, Wave
from tests.pulse_makers import links


def test_six_posts_at_once_leave_one_whole_submission(app: Flask, wave: Wave) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    link = links()[0]

    def post(number: int) -> tuple[int, int]:
        client = app.test_client()
        client.get(link)
        draft = client.post("/p/draft", data={"ease": str(number), "change": f"Text {number}"})
        sent = client.post("/p", data={"ease": str(number), "change": f"Text {number}"})
        return draft.status_code, sent.status_code

    with ThreadPoolExecutor(6) as threads:
        answered = list(threads.map(post, range(6)))
    assert answered == [(204, 303)] * 6
    database.session.rollback()
    assert len(database.session.scalars(select(Submission)).all()) == 1
    (number,) = database.session.scalars(select(Answer.number))
    (text,) = database.session.scalars(select(Comment.text))
    assert text == f"Text {number:.0f}"
