"""What two waves tell together is rounded until another table looks the same."""

import pytest

from surveys.disclosure import HiddenReason, Pairs, Policy, PrivacyMode, publish_correlation

POLICY = Policy(PrivacyMode.confidential, k=5)


def phi(pairs: Pairs) -> float:
    both, only_then, only_now, neither = pairs[:4]
    return (both * neither - only_then * only_now) / 1000


def test_large_counts_are_told_to_a_tenth_and_rounded_down() -> None:
    assert publish_correlation(POLICY, Pairs(20, 10, 10, 20, 6, 6, 6, 6), phi).value == 0.3
    assert publish_correlation(POLICY, Pairs(10, 20, 20, 13, 6, 6, 6, 6), phi).value == -0.3


def test_a_small_count_makes_it_coarser_or_hides_it() -> None:
    def steep(pairs: Pairs) -> float:
        return pairs.both / 10

    assert publish_correlation(POLICY, Pairs(7, 2, 9, 9), steep).value == 0.6
    assert publish_correlation(POLICY, Pairs(7, 0, 9, 9), steep).value == 0.7
    assert publish_correlation(POLICY, Pairs(1, 1, 0, 0), steep).hidden is HiddenReason.complementary


def test_it_is_exact_where_nothing_is_hidden() -> None:
    assert publish_correlation(Policy(PrivacyMode.identified), Pairs(7, 2, 2, 9), phi).value == 0.059


@pytest.mark.parametrize("pairs", [Pairs(3, 1, 1, 20), Pairs(6, 6, 6, 6, 1, 0, 0, 2)])
def test_bases_add_up(pairs: Pairs) -> None:
    assert pairs.then_base == sum(pairs[:6])
    assert pairs.now_base == sum(pairs[:4]) + sum(pairs[6:])
