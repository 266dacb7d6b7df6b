"""Intervals and differences agree with published examples."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.stats import (
    Estimate,
    chance_of_difference,
    chance_of_estimate,
    correlation_of_shares,
    difference_of_shares,
    discoveries,
    mean_interval,
    more_than_chance,
    paired_difference,
    wilson_interval,
)

# Student's sleep figures (Biometrika 6, 1908), the example of R's t.test.
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_wilson_interval_agrees_with_newcombes_table(successes: int, trials: int, low: float, high: float) -> None:
    interval = wilson_interval(successes, trials)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_difference_of_shares_agrees_with_newcombes_table(
    a: tuple[int, int], b: tuple[int, int], low: float, high: float
) -> None:
    estimate = difference_of_shares(*a, *b)
    assert (round(estimate.low, 4), round(estimate.high, 4)) == (low, high)
    assert estimate.value == a[0] / a[1] - b[0] / b[1]


@pytest.mark.parametrize(
    ("both", "only_a", "only_b", "neither", "low", "high"),
    [
        (1, 1, 7, 12, -0.507, -0.026),  # Bentur et al. 2009, in Fagerland, Lydersen & Laake, ch. 8
        (14, 5, 0, 22, 0.011, 0.226),  # Altman et al., Statistics with Confidence, table 6.2
    ],
)
def test_the_interval_of_paired_shares_agrees_with_published_examples(
    both: int, only_a: int, only_b: int, neither: int, low: float, high: float
) -> None:
    everyone = both + only_a + only_b + neither
    correlation = correlation_of_shares(both, only_a, only_b, neither, everyone, everyone)
    estimate = difference_of_shares(both + only_a, everyone, both + only_b, everyone, correlation=correlation)
    assert (round(estimate.low, 3), round(estimate.high, 3)) == (low, high)


def test_groups_that_overlap_in_part_correlate_less() -> None:
    whole = correlation_of_shares(20, 5, 5, 20, 50, 50)
    assert correlation_of_shares(20, 5, 5, 20, 100, 100) == pytest.approx(whole / 2)
    assert correlation_of_shares(0, 5, 0, 20, 50, 50) == 0
    assert correlation_of_shares(5, 20, 20, 5, 50, 50) < 0


@given(st.integers(0, 30), st.integers(30, 60), st.integers(0, 30), st.integers(30, 60), st.floats(-0.5, 0.9))
def test_the_chance_agrees_with_the_interval(a: int, a_base: int, b: int, b_base: int, correlation: float) -> None:
    chance = chance_of_difference(a, a_base, b, b_base, correlation=correlation)
    estimate = difference_of_shares(a, a_base, b, b_base, correlation=correlation)
    assert more_than_chance(estimate) == (chance < 0.05) or chance == pytest.approx(0.05, abs=1e-6)


def test_discoveries_agree_with_benjamini_and_hochberg() -> None:
    # Their example of 15 comparisons (1995, section 3.2): four are believed, where Bonferroni's way believes three.
    chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262]
    chances += [0.5719, 0.6528, 0.759, 1.0]
    assert sum(discoveries(chances)) == 4
    assert discoveries(chances[::-1])[-4:] == [True] * 4
    assert discoveries([]) == []


def test_the_chance_of_an_estimate_is_read_from_its_interval() -> None:
    assert chance_of_estimate(Estimate(1.96, 0, 3.92)) == pytest.approx(0.05, abs=1e-4)
    assert chance_of_estimate(Estimate(0, 0, 0)) == 1


def test_the_paired_difference_agrees_with_r() -> None:
    estimate = paired_difference(DRUG_2, DRUG_1)
    assert estimate.value == pytest.approx(-1.58)
    assert estimate.low == pytest.approx(-2.4598858, abs=1e-6)
    assert estimate.high == pytest.approx(-0.7001142, abs=1e-6)
    assert more_than_chance(estimate)


def test_the_mean_interval_uses_students_t() -> None:
    # n = 10, s = 1.789010, t(.975, 9) = 2.262157: R's t.test of the first drug.
    interval = mean_interval(DRUG_1)
    assert interval.low == pytest.approx(-0.5297804, abs=1e-6)
    assert interval.high == pytest.approx(2.0297804, abs=1e-6)


def test_a_mean_of_everybody_asked_has_no_sampling_error() -> None:
    interval = mean_interval([3.0, 4.0, 8.0], population=3)
    assert interval.low == interval.high == 5.0
    wide, narrow = mean_interval(DRUG_1), mean_interval(DRUG_1, population=20)
    assert narrow.high - narrow.low == pytest.approx((wide.high - wide.low) * math.sqrt(0.5))


@given(trials=st.integers(1, 200), extra=st.integers(0, 500), share=st.floats(0, 1))
def test_the_finite_interval_inverts_its_own_score_test(trials: int, extra: int, share: float) -> None:
    successes, population = round(share * trials), trials + extra
    interval = wilson_interval(successes, trials, population=population)
    observed = successes / trials
    assert 0 <= interval.low <= observed <= interval.high <= 1
    correction = extra / (population - 1) if population > 1 else 0
    for end in (interval.low, interval.high):
        error = 1.959964 * math.sqrt(end * (1 - end) / trials * correction)
        assert end in (0.0, 1.0) or abs(observed - end) == pytest.approx(error, abs=1e-6)


@pytest.mark.parametrize("arguments", [(1, 0), (3, 2), (-1, 2)])
def test_impossible_shares_are_refused(arguments: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="make no share"):
        wilson_interval(*arguments)


def test_other_impossible_input_is_refused() -> None:
    with pytest.raises(ValueError, match="population of 5"):
        wilson_interval(3, 6, population=5)
    with pytest.raises(ValueError, match="population of 2"):
        mean_interval([1.0, 2.0, 3.0], population=2)
    with pytest.raises(ValueError, match="two values"):
        mean_interval([1.0])
    with pytest.raises(ValueError, match="shorter"):
        paired_difference([1.0, 2.0], [1.0])
    with pytest.raises(ValueError, match="level"):
        wilson_interval(1, 2, level=1.0)
