"""How raisers rate is rounded until it gives none of their small counts back, and the interval outwards."""

import pytest

from surveys.disclosure import (
    HiddenReason,
    Policy,
    PrivacyMode,
    Published,
    Rated,
    RoundedDifference,
    Tally,
    publish_difference,
)
from surveys.disclosure.differences import plain_difference

POLICY = Policy(PrivacyMode.confidential, k=5)


def tally(people: int) -> Tally:
    return Tally(people, people, people, 1)


def published(
    raisers: dict[float, int], others: dict[float, int], policy: Policy = POLICY
) -> Published[RoundedDifference]:
    rated = Rated(raisers, others)
    mine, rest = sum(raisers.values()), sum(others.values())
    return publish_difference(policy, tally(mine), tally(rest), rated, plain_difference(rated))


def test_many_raters_are_told_to_a_tenth_and_the_interval_outwards() -> None:
    numbers = {1.0: 30, 2.0: 30, 3.0: 40, 4.0: 30, 5.0: 20}
    found = published(numbers, {number: 2 * count for number, count in numbers.items()}).value
    assert found is not None
    assert (found.value, found.step) == (0.0, 0.1)
    _, low, high = plain_difference(Rated(numbers, {number: 2 * count for number, count in numbers.items()}))
    assert found.low <= low < high <= found.high


def test_too_few_on_either_side_are_hidden() -> None:
    assert published({1.0: 4}, {3.0: 30}).hidden is HiddenReason.too_few
    assert published({1.0: 30}, {3.0: 4}).hidden is HiddenReason.too_few


def test_a_difference_at_its_extreme_is_hidden() -> None:
    # All but one raiser gave the least, all others the most: any other table looks different.
    assert published({1.0: 5, 2.0: 1}, {5.0: 9}).hidden is HiddenReason.complementary


def test_few_raters_are_told_more_coarsely() -> None:
    found = published({1.0: 2, 2.0: 3, 3.0: 3, 4.0: 2}, {1.0: 5, 2.0: 9, 3.0: 9, 4.0: 9, 5.0: 5}).value
    assert found is not None
    assert found.step > 0.1


def test_nothing_is_hidden_of_named_answers() -> None:
    found = published({1.0: 1}, {5.0: 1, 4.0: 1}, Policy(PrivacyMode.identified)).value
    assert found is not None
    assert found.value == pytest.approx(-3.5)
