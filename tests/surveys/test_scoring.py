import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from surveys.instrument import QuestionType
from surveys.scoring import Interval, facts_of, mean_interval, number_of
from surveys.student import t_of_95_percent


def test_a_mark_in_words_is_an_answer_but_not_a_number() -> None:
    facts = facts_of(QuestionType.RATING, ["7", " 9 ", "N/A", "7", "", "Absolutely"], scale="1-10")
    assert (facts.answered, facts.numeric, facts.scale) == (5, 3, "1-10")
    assert list(facts.counts.items()) == [("7", 2), ("9", 1), ("Absolutely", 1), ("N/A", 1)]
    assert facts.mean_of_numeric == pytest.approx(23 / 3)


def test_values_are_counted_as_written_in_each_case() -> None:
    facts = facts_of(QuestionType.RATING, ["Strongly agree", "Strongly Agree"])
    assert facts.counts == {"Strongly agree": 1, "Strongly Agree": 1}
    assert (facts.numeric, facts.mean_of_numeric, facts.interval) == (0, None, None)


def test_numbers_are_counted_in_their_order_before_words() -> None:
    assert list(facts_of(QuestionType.RATING, ["10", "N/A", "9", "-1"]).counts) == ["-1", "9", "10", "N/A"]


def test_a_choice_has_counts_and_no_mean() -> None:
    facts = facts_of(QuestionType.CHOICE, ["1", "2", "2"])
    assert (facts.answered, facts.counts, facts.mean_of_numeric) == (3, {"1": 1, "2": 2}, None)


def test_several_counts_people_and_ticks_apart() -> None:
    facts = facts_of(QuestionType.SEVERAL, [["a", "b"], [], ["b", " "], ["b", "b"]])
    assert (facts.answered, facts.ticks, facts.counts) == (3, 5, {"a": 1, "b": 4})


def test_texts_are_counted_in_characters_without_the_space_around_them() -> None:
    facts = facts_of(QuestionType.TEXT, [" naïve\n", "ok", "\xa0 "])
    assert (facts.answered, facts.characters, facts.counts) == (2, 7, {})


@pytest.mark.parametrize("written", ["", "N/A", "1e5", "nan", "inf", "1,5", "٣", "1.", "--1", "9" * 400])
def test_only_plain_decimal_numbers_are_numbers(written: str) -> None:
    assert number_of(written) is None


def test_a_decimal_fraction_is_a_number() -> None:
    assert number_of(" -2.5 ") == -2.5


def test_one_number_has_no_interval_and_equal_numbers_have_one_without_width() -> None:
    assert mean_interval([4.0]) is None
    assert mean_interval([4.0, 4.0]) == Interval(4.0, 4.0)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60).filter(lambda numbers: len(set(numbers)) > 1))
def test_the_interval_of_the_mean_is_that_of_scipy(numbers: list[int]) -> None:
    expected = stats.ttest_1samp(numbers, 0).confidence_interval(0.95)
    interval = mean_interval(numbers)
    assert interval is not None
    assert interval == pytest.approx((expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 5, 30, 61, 199, 200, 201, 202, 1000, 100_000])
def test_the_quantile_of_student_is_that_of_scipy(degrees: int) -> None:
    assert t_of_95_percent(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), abs=1e-9)


def test_student_needs_a_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="degree"):
        t_of_95_percent(0)
