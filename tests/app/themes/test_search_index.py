"""The full-text index: the same words find the same comments on both databases, and it follows every change."""

import pytest
import sqlalchemy as sa
from flask import Flask

from app.db import database, transaction
from app.pulse import queries as pulse
from app.pulse.models import Comment
from app.themes import queries
from app.themes.core.searching import read_search
from app.themes.models.search import drop_search_index, make_search_index
from app.themes.queries.search import holds
from tests.many_comments import make_large_wave, searches, seconds_of
from tests.people import make_program
from tests.theme_makers import Said, make_closed_wave

TEXTS = (
    "The exam is a cliff; the exam again.",
    "Exams: one a year is enough for everybody here, and no exam in the summer",
    "Prüfung und ÉXAM, naïve Ängste",
    "deal-desk answers late 😀quotes",
    "The desk of each deal at www.example.org, v4.5",
    "新しい試験は難しい",
    "Ничего не работает",
    "[company] can't sell_it",
)


@pytest.fixture
def wave_id(app: Flask) -> int:
    return make_closed_wave(make_program(), [Said(text) for text in TEXTS], privacy="identified").id


def found(typed: str) -> list[int]:
    """Return which of the texts are found."""
    database.session.rollback()
    conditions = holds(read_search(typed))
    return sorted(TEXTS.index(text) for text in database.session.scalars(sa.select(Comment.text).where(*conditions)))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("exam", [0, 1, 2]),
        ("exams", [1]),
        ("exam*", [0, 1, 2, 4]),
        ("EXAM -year", [0, 2]),
        ('"deal desk"', [3]),
        ('"deal de*"', [3]),
        ("desk deal", [3, 4]),
        ("angste PRUFUNG", [2]),
        ("prüf*", [2]),
        ("quotes", [3]),
        ("5", [4]),
        ("example org", [4]),
        ("試験", [5]),
        ("ничего", [6]),
        ("company sell", [7]),
        ("-exam", [3, 4, 5, 6, 7]),
        ("x' OR 1=1 --", []),
        ("NEAR(exam) AND", []),
        ("100%_", []),
    ],
)
def test_words_phrases_beginnings_and_minus_find_the_same_on_both_databases(
    typed: str, expected: list[int], wave_id: int
) -> None:
    assert found(typed) == expected


def test_the_fitting_comments_come_first(wave_id: int) -> None:
    wanted = queries.Sought(read_search("exam"), [pulse.wave_by_id(wave_id)])
    texts = ["".join(part for part, _ in hit.parts) for hit in queries.find_comments(wanted).hits]
    assert texts[0] == TEXTS[0]


def test_what_is_changed_or_deleted_in_the_database_itself_is_found_no_more(wave_id: int) -> None:
    with transaction():
        database.session.execute(sa.update(Comment).where(Comment.text == TEXTS[0]).values(text=TEXTS[4]))
        database.session.execute(sa.delete(Comment).where(Comment.text == TEXTS[1]))
    assert found("exam") == [2]
    assert found("desk") == [3, 4, 4]


def test_the_index_can_be_made_over_comments_that_are_there_already(wave_id: int) -> None:
    with transaction():
        drop_search_index(database.session.connection())
        make_search_index(database.session.connection())
    assert found("exam") == [0, 1, 2]
    with transaction():
        database.session.execute(sa.delete(Comment).where(Comment.text == TEXTS[0]))
    assert found("exam") == [1, 2]


def test_words_are_found_at_once_among_many_comments(app: Flask) -> None:
    sought = searches(make_large_wave(make_program(), 4_000))
    seconds = {typed: min(seconds_of(one) for _ in range(3)) for typed, one in sought.items()}
    assert max(seconds.values()) < 0.2, seconds
