"""Agreement of coders beyond chance, against a published example."""

import pytest

from analysis.coding.agreement import alpha_interval, krippendorff_alpha

# Four observers and twelve units, some values missing: Krippendorff (2011), section C.
OBSERVERS = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."]
PUBLISHED = [
    [None if value == "." else value for value in unit] for unit in zip(*(o.split() for o in OBSERVERS), strict=True)
]
# Two observers of ten units with a binary value, none missing: ibid., section A.
BINARY = list(zip("0100000000", "1110010010", strict=True))


def test_alpha_is_that_of_the_published_examples() -> None:
    assert krippendorff_alpha(PUBLISHED) == pytest.approx(0.743, abs=5e-4)
    assert krippendorff_alpha(BINARY) == pytest.approx(0.095, abs=5e-4)


def test_alpha_is_one_in_full_agreement_and_none_where_nothing_can_be_told() -> None:
    assert krippendorff_alpha([("a", "a"), ("b", "b")]) == 1
    assert krippendorff_alpha([("a", "a"), ("a", "a")]) is None
    assert krippendorff_alpha([("a", None), (None, "b")]) is None
    assert krippendorff_alpha([]) is None


def test_alpha_is_below_zero_where_coders_contradict_each_other() -> None:
    alpha = krippendorff_alpha([("a", "b"), ("b", "a")] * 5)
    assert alpha is not None
    assert alpha < 0


def test_the_interval_holds_alpha_and_needs_five_units() -> None:
    interval = alpha_interval(PUBLISHED)
    assert interval is not None
    assert 0.4 < interval.low < 0.743 < interval.high <= 1
    assert alpha_interval(PUBLISHED) == interval
    assert alpha_interval(PUBLISHED[:4]) is None
