"""The job that fills in language and feeling."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import database
from app.jobs.worker import work_off
from app.pulse.models import Comment, Wave
from app.pulse.tasks import judge_comments
from tests.pulse_makers import answer, invitations


def test_a_comments_own_language_stands_and_feeling_where_it_can_be_judged(app: Flask, wave: Wave) -> None:
    texts = (
        "The portal is terrible and I hate how slow it is.",
        "Das Portal ist leider sehr langsam und umständlich zu bedienen.",
        "El portal es muy lento y nadie contesta a nuestras preguntas.",
        "Ok",
    )
    for invitation, text in zip(invitations(wave), texts, strict=False):
        answer(invitation, change=text)
    work_off()
    english, german, spanish, short = database.session.scalars(select(Comment).order_by(Comment.id))
    assert english.language == "en"
    assert english.feeling is not None
    assert english.feeling < -0.4
    assert german.language == "de"
    assert german.feeling is not None
    assert german.feeling < -0.3
    assert (spanish.language, spanish.feeling) == ("es", None)
    assert short.language == "en"


def test_judging_a_submission_that_was_changed_meanwhile_is_harmless(app: Flask, wave: Wave) -> None:
    answer(invitations(wave)[0], change="The portal is terrible.")
    answer(invitations(wave)[0])
    judge_comments.run(1)
    judge_comments.run(99)
    assert database.session.scalar(select(Comment.id)) is None


def test_the_writers_ratings_draw_what_a_comment_feels(app: Flask, wave: Wave) -> None:
    for invitation, rating in zip(invitations(wave), ("0", "10"), strict=False):
        answer(invitation, ease=rating, change="The portal is terrible.")
    work_off()
    lower, higher = database.session.scalars(select(Comment.feeling).order_by(Comment.id))
    assert lower is not None
    assert higher is not None
    assert higher - lower == pytest.approx(0.5)
