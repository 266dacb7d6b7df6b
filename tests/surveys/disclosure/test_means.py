"""Means are rounded until they give no hidden count back."""

import pytest

from surveys.disclosure import Policy, PrivacyMode, Tally, publish_mean, publish_part_means
from surveys.disclosure.means import RoundedMean, rounded_mean, step_for

POLICY = Policy(PrivacyMode.confidential, k=5)


def people(count: int) -> Tally:
    return Tally(count, count, count, min(count, 1))


def test_ten_answers_near_the_end_of_the_scale_do_not_tell_that_one_gave_four() -> None:
    counts = {"1": 0, "2": 0, "3": 0, "4": 1, "5": 9}
    shown = publish_mean(POLICY, people(10), counts, list(counts)).value
    assert shown is not None
    assert shown.step > 0.1
    assert (
        rounded_mean({**counts, "4": 0, "5": 10}, shown.step) == shown
        or rounded_mean({**counts, "4": 0, "3": 1}, shown.step) == shown
    )


def test_a_mean_is_exact_to_a_tenth_where_all_counts_show() -> None:
    counts = {"1": 6, "2": 7, "3": 9, "4": 8, "5": 6}
    shown = publish_mean(POLICY, people(36), counts, []).value
    assert shown is not None
    assert (shown.mean, shown.step) == (3.0, 0.1)


def test_a_mean_that_no_rounding_keeps_from_telling_is_hidden() -> None:
    assert not publish_mean(POLICY, people(9), {"1": 0, "10": 5, "0": 4}, ["10", "0"]).shown


def test_too_few_have_no_mean() -> None:
    assert not publish_mean(POLICY, people(4), {"1": 4}, ["1"]).shown


def test_an_interval_never_closes() -> None:
    assert rounded_mean({"5": 12}, 0.1) == RoundedMean(5.0, 0.1, 0.1)


@pytest.mark.parametrize(("number", "step"), [(5, 1.0), (8, 0.5), (20, 0.2), (40, 0.1)])
def test_the_fewer_stand_behind_a_segment_the_coarser_its_mean(number: int, step: float) -> None:
    assert step_for(number) == step


def test_segments_do_not_narrow_down_the_mean_of_the_whole() -> None:
    segments = [("msp", "mature"), ("msp", "all"), ("all", "mature"), ("all", "all")]
    rated = [*["1"] * 5, *["2"] * 8, "3", *["4"] * 4, *["5"] * 8]
    mean = rounded_mean({value: rated.count(value) for value in "12345"}, 0.1)
    assert mean is not None
    kind = frozenset(segments)
    table = publish_part_means(
        Policy(PrivacyMode.confidential, k=3),
        dict.fromkeys(segments, people(26)),
        [(value, kind) for value in rated],
        ["3", "4"],
        mean,
    )
    assert table.whole.value == 3.1
    assert table.cells["msp", "all"].value == 3.0, "to 0.2 it would leave but one sum that both allow"


def test_nothing_is_rounded_where_nothing_is_hidden() -> None:
    whole = ("all", "all")
    policy = Policy(PrivacyMode.identified)
    table = publish_part_means(policy, {whole: people(3)}, [(value, frozenset({whole})) for value in "122"], [], None)
    assert table.whole.value == pytest.approx(5 / 3)
