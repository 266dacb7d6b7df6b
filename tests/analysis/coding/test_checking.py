"""What is checked of a coding: a fair sample, and first what teaches most."""

import numpy as np
import pytest

from analysis.coding.checking import order_to_ask, sample_to_check
from analysis.coding.precision import precision
from analysis.stats import wilson_interval


def test_precision_comes_with_the_interval_of_a_sample_from_what_was_coded() -> None:
    found = precision([True] * 45 + [False] * 5, 400)
    assert found is not None
    assert (found.share, found.checked) == (0.9, 50)
    assert found.interval == wilson_interval(45, 50, population=400)
    everything = precision([True, False], 2)
    assert everything is not None
    assert everything.interval.low == everything.interval.high == 0.5


def test_nothing_checked_gives_no_precision_and_more_checked_than_coded_is_refused() -> None:
    assert precision([], 10) is None
    with pytest.raises(ValueError, match="population"):
        precision([True, True], 1)


def test_a_sample_is_drawn_once_each_in_random_order_and_the_same_for_a_seed() -> None:
    drawn = sample_to_check(100, 20, seed=3)
    assert len(set(drawn)) == 20
    assert drawn != sorted(drawn)
    assert drawn == sample_to_check(100, 20, seed=3) != sample_to_check(100, 20, seed=4)
    assert sorted(sample_to_check(5, 20, seed=1)) == [0, 1, 2, 3, 4]


def test_the_least_sure_is_asked_first_and_then_one_unlike_it() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float32)
    asked = order_to_ask(np.array([0.5, 0.52, 0.7, 0.99]), vectors, 3)
    assert asked[:2] == [0, 2]
    assert len(asked) == 3
    assert order_to_ask(np.zeros(0), np.zeros((0, 2), np.float32), 3) == []
