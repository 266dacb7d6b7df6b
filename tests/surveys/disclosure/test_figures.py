"""When a single figure shows."""

import pytest

from surveys.disclosure import (
    Contribution,
    HiddenReason,
    Policy,
    PrivacyMode,
    Tally,
    publish_count,
    publish_share,
    publish_value,
    round_share,
)
from tests.surveys.disclosure.examples import CONFIDENTIAL, IDENTIFIED, answers, of


def test_a_tally_counts_organisations_people_and_answers_apart() -> None:
    tally = Tally.of([*answers(3), Contribution("o0", "o0-second"), Contribution("o0", "o0-second")])
    assert (tally.organisations, tally.people, tally.answers, tally.largest_share) == (3, 4, 5, 0.6)


def test_four_organisations_are_hidden_and_five_show() -> None:
    assert publish_value(CONFIDENTIAL, of(4), 3.7).hidden is HiddenReason.too_few
    assert publish_value(CONFIDENTIAL, of(5), 3.7).value == 3.7


def test_many_people_of_few_organisations_are_still_too_few() -> None:
    crowd = Tally.of(Contribution(f"o{n % 4}", f"p{n}") for n in range(40))
    assert publish_count(CONFIDENTIAL, crowd, 40).hidden is HiddenReason.too_few


def test_one_consultant_for_five_organisations_is_too_few_people() -> None:
    consultant = Tally.of(Contribution(f"o{n}", "the same") for n in range(5))
    assert publish_count(CONFIDENTIAL, consultant, 5).hidden is HiddenReason.too_few


def test_nobody_is_fewer_than_five() -> None:
    assert publish_count(CONFIDENTIAL, of(0), 0).hidden is HiddenReason.too_few


def test_a_cell_that_one_organisation_dominates_is_hidden() -> None:
    loud = Tally.of([*answers(6), *(Contribution("o0", f"o0-{n}") for n in range(12))])
    assert loud.largest_share > 0.70
    assert publish_value(CONFIDENTIAL, loud, 4.1).hidden is HiddenReason.dominance


def test_identified_mode_shows_everything_as_it_is() -> None:
    assert publish_count(IDENTIFIED, of(1), 1).value == 1
    assert round_share(IDENTIFIED, 1 / 7, 7) == 1 / 7


@pytest.mark.parametrize(("raisers", "others"), [(4, 30), (30, 4), (0, 30), (30, 0)])
def test_a_share_is_hidden_when_either_side_is_too_few(raisers: int, others: int) -> None:
    assert publish_share(CONFIDENTIAL, of(raisers), of(others), 0.5).hidden is HiddenReason.too_few


def test_a_share_shows_when_both_sides_are_enough() -> None:
    assert publish_share(CONFIDENTIAL, of(5), of(5), 0.5).value == 0.5


def test_shares_of_small_bases_are_rounded_to_five_points() -> None:
    assert round_share(CONFIDENTIAL, 7 / 19, 19) == 0.35
    assert round_share(CONFIDENTIAL, 7 / 20, 20) == 0.35
    assert round_share(CONFIDENTIAL, 71 / 200, 200) == pytest.approx(0.36, abs=0.006)


@pytest.mark.parametrize(("k", "dominance"), [(1, 0.7), (5, 0.0), (5, 1.1)])
def test_a_policy_that_protects_nobody_is_refused(k: int, dominance: float) -> None:
    with pytest.raises(ValueError, match="must be"):
        Policy(PrivacyMode.anonymous, k, dominance)
