"""What shows of the counts of a question's values."""

import pytest

from surveys.disclosure import ALL, HiddenReason, publish_choices, publish_counts, publish_distribution
from tests.surveys.disclosure.examples import CONFIDENTIAL, IDENTIFIED, answers, of


def test_a_hidden_count_cannot_be_had_by_subtraction() -> None:
    found = publish_distribution(CONFIDENTIAL, {"1": answers(3, "a"), "2": answers(9, "b"), "3": answers(20, "c")})
    assert found.counts["1"].hidden is HiddenReason.too_few
    assert found.counts["2"].hidden is HiddenReason.complementary
    assert (found.counts["3"].value, found.total.value) == (20, 32)


def test_two_hidden_counts_that_their_sum_would_give_away_take_a_third_along() -> None:
    found = publish_distribution(CONFIDENTIAL, {"1": answers(4, "a"), "2": answers(4, "b"), "3": answers(20, "c")})
    assert [figure.shown for figure in found.counts.values()] == [False, False, False]
    assert found.total.value == 28


def test_that_nobody_chose_a_value_is_hidden_too() -> None:
    found = publish_distribution(CONFIDENTIAL, {"no": [], "yes": answers(20), "all": answers(9, "b")})
    assert found.counts["no"].hidden is HiddenReason.too_few
    assert found.counts["all"].hidden is HiddenReason.complementary
    assert found.counts["yes"].value == 20


def test_large_counts_all_show() -> None:
    found = publish_distribution(CONFIDENTIAL, {"1": answers(5, "a"), "2": answers(6, "b")})
    assert [figure.value for figure in found.counts.values()] == [5, 6]


def test_identified_mode_shows_every_count() -> None:
    found = publish_distribution(IDENTIFIED, {"1": answers(1), "2": []})
    assert ([figure.value for figure in found.counts.values()], found.total.value) == ([1, 0], 1)


def test_a_choice_shows_only_if_enough_chose_it_and_enough_did_not() -> None:
    everybody = answers(20)
    found = publish_choices(CONFIDENTIAL, {"a": everybody[:8], "b": everybody[:3], "c": everybody[:17]}, everybody)
    assert found.counts["a"].value == 8
    assert found.counts["b"].hidden is HiddenReason.too_few
    assert found.counts["c"].hidden is HiddenReason.too_few
    assert found.total.value == 20


def test_a_second_wave_and_the_sum_of_both_do_not_give_the_first_back() -> None:
    counts = {("first", "mature"): 3, ("first", "emerging"): 20, ("second", "mature"): 9, ("second", "emerging"): 20}
    counts |= {(ALL, "mature"): 12, (ALL, "emerging"): 40, ("first", ALL): 23, ("second", ALL): 29, (ALL, ALL): 52}
    found = publish_counts(CONFIDENTIAL, {key: of(count) for key, count in counts.items()})
    assert found["first", "mature"].hidden is HiddenReason.too_few
    assert not found["second", "mature"].shown or not found[ALL, "mature"].shown
    assert not found["first", "emerging"].shown or not found["first", ALL].shown


def test_counts_without_their_sums_are_refused() -> None:
    with pytest.raises(ValueError, match="sum"):
        publish_counts(CONFIDENTIAL, {("a", "b"): of(9), (ALL, ALL): of(9)})
