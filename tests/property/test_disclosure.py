"""The attack on the disclosure gate: an owner with every table solves for the hidden cells, and must find none."""

import os
from itertools import product
from random import Random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from surveys.disclosure import ALL, CellInput, Policy, PrivacyMode, Tally, publish_counts, publish_table
from tests.surveys.disclosure.attack import pinned, pinned_counts, share_attacker
from tests.surveys.disclosure.populations import population, share_cells

ATTACKS = 2000 if os.environ.get("PARLEY_LONG_PROOFS") else 30
attack = settings(max_examples=ATTACKS, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

thresholds = st.sampled_from((2, 3, 5))
counts = st.integers(0, 14)


def tally(count: int) -> Tally:
    return Tally(count, count, count, min(count, 1))


@attack
@given(
    seed=st.integers(0, 10**9),
    size=st.integers(2, 60),
    k=thresholds,
    roles=st.integers(1, 4),
    markets=st.integers(1, 3),
    overlap=st.sampled_from((0.0, 0.2, 0.5, 0.9)),
)
@example(seed=109, size=20, k=3, roles=2, markets=2, overlap=0.9).via("almost everybody has both roles")
def test_no_small_segment_of_a_theme_can_be_worked_out(
    seed: int, size: int, k: int, roles: int, markets: int, overlap: float
) -> None:
    organisations = population(Random(seed), size, roles=roles, markets=markets, overlap=overlap)
    cells = share_cells(organisations, roles, markets)
    policy = Policy(PrivacyMode.confidential, k)
    shares = publish_table(policy, cells)
    means = publish_table(policy, {segment: CellInput(cell.base, 0) for segment, cell in cells.items()})
    attacker = share_attacker(shares, means, cells, k, roles_are_disjoint=overlap == 0)
    assert pinned(attacker, shares, means, cells, k) == []


@attack
@given(values=st.lists(counts, min_size=2, max_size=7), k=thresholds)
def test_no_small_count_of_a_question_can_be_worked_out(values: list[int], k: int) -> None:
    tallies: dict[tuple[str, ...], Tally] = {(str(place),): tally(count) for place, count in enumerate(values)}
    tallies[(ALL,)] = tally(sum(values))
    published = publish_counts(Policy(PrivacyMode.anonymous, k), tallies)
    assert pinned_counts(published, tallies, k) == []


@attack
@given(
    values=st.lists(counts, min_size=12, max_size=12),
    shape=st.sampled_from(((2, 2), (2, 3), (3, 4), (2, 2, 2), (2, 2, 3))),
    k=thresholds,
)
def test_two_waves_with_their_sum_give_no_small_count_back(values: list[int], shape: tuple[int, ...], k: int) -> None:
    inner = [tuple(map(str, place)) for place in product(*map(range, shape))]
    truth = dict(zip(inner, values, strict=False))
    tallies = {
        key: tally(sum(n for place, n in truth.items() if all(a in (b, ALL) for a, b in zip(key, place, strict=True))))
        for key in product(*((*map(str, range(size)), ALL) for size in shape))
    }
    published = publish_counts(Policy(PrivacyMode.confidential, k), tallies)
    assert pinned_counts(published, tallies, k) == []


@attack
@given(seed=st.integers(0, 10**9), size=st.integers(0, 80))
def test_a_shown_share_has_k_organisations_on_both_sides(seed: int, size: int) -> None:
    cells = share_cells(population(Random(seed), size))
    for segment, figure in publish_table(Policy(PrivacyMode.confidential), cells).cells.items():
        raisers, others = cells[segment].raisers, cells[segment].others
        assert raisers is not None
        assert others is not None
        assert not figure.shown or min(raisers.organisations, others.organisations, raisers.people) >= 5
