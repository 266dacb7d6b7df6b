"""What goes with a rating is told from other facts, and people of one organisation count as one voice."""

import random

import pytest

from analysis.drivers import difference_in_rating


def test_without_facts_it_is_the_difference_of_both_means() -> None:
    estimate = difference_in_rating(
        [1, 2, 3, 5, 4, 3], [True, True, True, False, False, False], [[]] * 6, list("abcdef")
    )
    assert estimate is not None
    assert estimate.value == pytest.approx(-2)
    assert estimate.low < -2 < estimate.high


def test_a_fact_that_raisers_share_is_held_equal() -> None:
    rows = [(4.0, 0.0), (2.0, 1.0)]
    ratings, raised, facts = [], [], []
    for rating, msp in rows:
        for number in range(20):
            raises = number < (15 if msp else 5)
            ratings.append(rating + 0.1 * (number % 3))
            raised.append(raises)
            facts.append([msp])
    organisations = [str(number) for number in range(40)]
    plain = difference_in_rating(ratings, raised, [[]] * 40, organisations)
    equal = difference_in_rating(ratings, raised, facts, organisations)
    assert plain is not None
    assert equal is not None
    assert plain.value < -0.9
    assert abs(equal.value) < 0.1


def test_a_theme_that_facts_tell_is_left_out() -> None:
    raised = [True, True, False, False, True, False]
    assert difference_in_rating([1, 2, 3, 4, 5, 6], raised, [[float(one)] for one in raised], list("abcdef")) is None
    assert difference_in_rating([1, 2, 3], [True, True, True], [[]] * 3, list("abc")) is None
    assert difference_in_rating([1, 2], [True, False], [[]] * 2, list("ab")) is None


def test_colleagues_who_agree_tell_no_more_than_one_of_them() -> None:
    draw = random.Random(1)
    raised = [number % 2 == 0 for number in range(30)]
    ratings = [draw.choice([1, 2, 3, 4, 5]) for _ in range(30)]
    names = [str(number) for number in range(30)]
    once = difference_in_rating(ratings, raised, [[]] * 30, names)
    thrice = difference_in_rating(ratings * 3, raised * 3, [[]] * 90, names * 3)
    assert once is not None
    assert thrice is not None
    assert thrice.high - thrice.low == pytest.approx(once.high - once.low)


def test_what_does_not_belong_together_is_refused() -> None:
    with pytest.raises(ValueError, match="as many"):
        difference_in_rating([1, 2], [True], [[]], ["a"])
