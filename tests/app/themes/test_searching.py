"""What is typed into a search, and where it stands in a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.themes.core.searching import Search, Term, marked_parts, read_search


def hits(text: str, typed: str) -> list[str]:
    return [part for part, is_hit in marked_parts(text, read_search(typed)) if is_hit]


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("Exam cliff", [Term(("exam",)), Term(("cliff",))], []),
        ('"deal desk" -portal', [Term(("deal", "desk"))], [Term(("portal",))]),
        ('certif* -"too slow"', [Term(("certif",), begins=True)], [Term(("too", "slow"))]),
        ("co-selling", [Term(("co", "selling"))], []),
        ("„Prüfung“", [Term(("prufung",))], []),
        ('"never closed', [Term(("never", "closed"))], []),
        ('!!! - "" *', [], []),
        ("試験 slow", [Term((), inside="試験"), Term(("slow",))], []),
        ("a a a", [Term(("a",))], []),
    ],
)
def test_what_is_typed_is_read_as_people_mean_it(typed: str, wanted: list[Term], unwanted: list[Term]) -> None:
    assert read_search(typed) == Search(tuple(wanted), tuple(unwanted))


def test_hits_are_marked_without_case_and_accents_and_as_whole_words() -> None:
    assert hits("The Exam, the exams: éxam!", "exam") == ["Exam", "éxam"]
    assert hits("The Exam, the exams", "exam*") == ["Exam", "exams"]
    assert hits("the deal desk and a desk deal", '"deal desk"') == ["deal desk"]
    assert hits("新しい試験は難しい", "試験") == ["試験"]
    assert hits("we fail the exam", "exam -fail") == ["exam"]


@given(st.text(max_size=60), st.text(max_size=30))
def test_marked_parts_are_the_text_whatever_is_typed(text: str, typed: str) -> None:
    assert "".join(part for part, _ in marked_parts(text, read_search(typed))) == text


def test_a_search_made_to_take_long_takes_no_time() -> None:
    started = time.perf_counter()
    marked_parts('"-' * 20_000, read_search('-"' * 20_000))
    assert time.perf_counter() - started < 1
