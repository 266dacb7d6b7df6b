"""That few raise something is said with the most that may, and only where it is they who are few."""

import pytest

from surveys.disclosure import HiddenReason, Policy, PrivacyMode, Tally, publish_at_most

POLICY = Policy(PrivacyMode.confidential, k=5)


def tally(organisations: int, largest: int = 1) -> Tally:
    return Tally(organisations, organisations, organisations, largest)


@pytest.mark.parametrize("raisers", [0, 1, 4])
def test_fewer_than_k_are_at_most_one_less(raisers: int) -> None:
    assert publish_at_most(POLICY, tally(raisers), tally(20)).value == 4


def test_nothing_is_said_where_the_others_may_be_the_few() -> None:
    assert publish_at_most(POLICY, tally(2), tally(4)).hidden is HiddenReason.too_few
    assert publish_at_most(POLICY, tally(2), tally(20, largest=18)).hidden is HiddenReason.dominance


def test_enough_raisers_are_not_called_few() -> None:
    assert publish_at_most(POLICY, tally(5), tally(20)).hidden is HiddenReason.complementary
    assert publish_at_most(POLICY, tally(5, largest=5), tally(20)).hidden is HiddenReason.dominance
