import pytest

from surveys.identity import QuestionIdentity, TrendPoint, identity_of, scale_name, trend, trend_break
from surveys.instrument import Question, QuestionType
from surveys.texts import Text
from tests.surveys.instruments import EASE, WISH

WORDS = QuestionIdentity("ease", QuestionType.RATING, "5-point agreement words")
TEN = QuestionIdentity("ease", QuestionType.RATING, "1-10")


def test_another_scale_breaks_the_trend_and_says_from_which_to_which() -> None:
    assert trend_break(WORDS, TEN) == "the scale changed from 5-point agreement words to 1–10"


def test_another_type_breaks_the_trend_in_words() -> None:
    text = QuestionIdentity("ease", QuestionType.TEXT)
    assert trend_break(TEN, text) == "the question changed from a rating to free text"


def test_another_question_breaks_the_trend() -> None:
    assert trend_break(TEN, QuestionIdentity("speed", QuestionType.RATING, "1-10")) == (
        "the question changed from ease to speed"
    )


@pytest.mark.parametrize("scale", ["1-10", "1–10", "1 - 10", " 1 –10 "])
def test_a_range_is_the_same_scale_however_it_is_written(scale: str) -> None:
    assert scale_name(scale) == "1–10"
    assert trend_break(TEN, QuestionIdentity("ease", QuestionType.RATING, scale)) is None


def test_our_own_rating_goes_on_with_an_earlier_wave_of_the_same_range() -> None:
    ours = Question("ease", QuestionType.RATING, Text("How easy?"), lowest=1, highest=10)
    assert trend_break(TEN, identity_of(ours)) is None
    assert identity_of(EASE).scale == "0–10"
    assert identity_of(WISH) == QuestionIdentity("wish", QuestionType.TEXT)


def test_worded_end_points_make_another_scale() -> None:
    worded = QuestionIdentity("ease", QuestionType.RATING, "1-10 with worded end points")
    assert trend_break(worded, TEN) == "the scale changed from 1–10 with worded end points to 1–10"


def test_a_trend_is_runs_of_comparable_waves_with_the_reason_between_them() -> None:
    points = [
        TrendPoint("spring", WORDS, None),
        TrendPoint("summer", TEN, 7.5),
        TrendPoint("autumn", TEN, 7.9),
        TrendPoint("winter", WORDS, None),
    ]
    runs = trend(points)
    assert [[point.label for point in run.points] for run in runs] == [["spring"], ["summer", "autumn"], ["winter"]]
    assert runs[0].reason is None
    assert runs[1].reason == "the scale changed from 5-point agreement words to 1–10"
    assert runs[2].reason == "the scale changed from 1–10 to 5-point agreement words"


def test_no_waves_make_no_trend() -> None:
    assert trend([]) == ()
