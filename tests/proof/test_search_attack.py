"""The attack on writers through the search of comments: words, filters, and what is left when they are subtracted."""

import os
from collections import Counter
from itertools import product
from random import Random

import pytest
import sqlalchemy as sa
from flask import Flask

from app.db import database, transaction
from app.pulse import queries as pulse
from app.pulse.models import Comment, Submission, Wave
from app.themes import queries as themes
from app.themes.core.searching import read_search
from app.themes.models import Coding
from app.themes.queries import FEELINGS, UNCODED
from surveys.disclosure import ALL, Tally
from tests.databases import DATABASES
from tests.people import make_program
from tests.proof.populations import ROLES, WORDS, Loaded, load

pytestmark = pytest.mark.proof
POPULATIONS = 100 if os.environ.get("PARLEY_LONG_PROOFS") else 2
Answers = dict[tuple[str, ...], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("app", "seed"), [(DATABASES[seed % len(DATABASES)], seed) for seed in range(POPULATIONS)], indirect=["app"]
)
def test_no_search_tells_a_writers_segment(seed: int, app: Flask) -> None:
    random = Random(seed)
    loaded = load(make_program(), random, k=random.choice((3, 5)))
    _make_texts_unique()
    for wave in map(pulse.wave_by_id, loaded.wave_ids):
        before = _all_answers(wave, loaded)
        _must_be_readable(wave, loaded, before)
        assert _pinned_by_quotes(wave, loaded) == []
        _give_writers_other_segments(wave, random)
        assert _all_answers(wave, loaded) == before, "the same whoever wrote: nothing about a segment is in an answer"


def _all_answers(wave: Wave, loaded: Loaded) -> Answers:
    """Return what every search gives: texts and questions in their order, by what was asked."""
    words = ["", *WORDS, "-quotes", '"for us"', "about* -zebra"]
    asked = [*product(words, (None, 0), ("",)), *product(("", "-exams"), loaded.theme_ids, ("", FEELINGS[0]))]
    found: Answers = {}
    for typed, theme_id, feeling in asked:
        sought = themes.Sought(read_search(typed), [wave], theme_id=theme_id, feeling=feeling)
        pages = themes.find_comments(sought)
        hits = [hit for page in range(1, pages.pages + 1) for hit in themes.find_comments(sought, page).hits]
        found[typed, UNCODED if theme_id == 0 else str(theme_id), feeling] = [
            ("".join(part for part, _ in hit.parts), hit.question) for hit in hits
        ]
    for typed in words:
        segment = themes.Sought(read_search(typed), [wave], role="msp", market="mature")
        assert themes.find_comments(segment).total == 0, "a segment never chooses among comments"
    return found


def _must_be_readable(wave: Wave, loaded: Loaded, answers: Answers) -> None:
    """Hold that only comments of shown themes, to questions that enough wrote to, are ever found."""
    policy, shown = pulse.policy(wave), {text for hits in answers.values() for text, _ in hits}
    people = {one.submission_id: one.contribution for one in pulse.contributors(wave.id)}
    visible = {one for one in loaded.theme_ids if themes.segment_table(one, wave).whole.shown}
    rows = database.session.execute(
        sa.select(Comment.text, Comment.question_key, Comment.submission_id, Coding.theme_id)
        .outerjoin(Coding)
        .where(Comment.wave_id == wave.id)
    ).all()
    for question in {row.question_key for row in rows}:
        wrote = Tally.of(people[row.submission_id] for row in rows if row.question_key == question)
        enough = policy.reason_to_hide(wrote) is None
        expected = {row.text for row in rows if row.question_key == question and enough and row.theme_id in visible}
        assert {row.text for row in rows if row.question_key == question} & shown == expected


def _pinned_by_quotes(wave: Wave, loaded: Loaded) -> list[str]:
    """Return the quotes that tell more of their writer than the theme's table shows, or of one writer too often."""
    wrote = dict(
        database.session.execute(
            sa.select(Comment.text, Submission.organisation_key)
            .join(Submission, Submission.id == Comment.submission_id)
            .where(Comment.wave_id == wave.id)
        ).all()
    )
    pinned = []
    for theme_id in loaded.theme_ids:
        table, told = themes.segment_table(theme_id, wave), Counter[str]()
        segments = [*product(ROLES, ("", "mature")), ("", "emerging")]
        for (role, market), word in product(segments, ("", "about")):
            wanted = {"role": role, "market": market, "theme_id": theme_id}
            for one in themes.segment_quotes(wave, read_search(word), **wanted):
                segment = tuple(one.quote.attribution) + (ALL,) * (2 - len(one.quote.attribution))
                told[one.quote.text] = 1
                if not table.shows(segment) or not {role, market} - {""} <= set(segment):
                    pinned.append(one.quote.text)
        often = Counter(wrote[text] for text in told)
        pinned += [organisation for organisation, times in often.items() if times > 2]
    return pinned


def _make_texts_unique() -> None:
    """Give each comment words of its own, so that a search can single each out."""
    with transaction():
        for number, comment in enumerate(database.session.scalars(sa.select(Comment).order_by(Comment.id))):
            comment.text = f"{comment.text} n{number}"


def _give_writers_other_segments(wave: Wave, random: Random) -> None:
    """Shuffle roles and markets among those who answered, organisation by organisation."""
    with transaction():
        there = database.session.scalars(sa.select(Submission).where(Submission.wave_id == wave.id)).all()
        facts = {one.organisation_key: (one.roles, one.market) for one in there}
        shuffled = dict(zip(facts, random.sample(list(facts.values()), len(facts)), strict=True))
        for one in there:
            one.roles, one.market = shuffled[one.organisation_key]
