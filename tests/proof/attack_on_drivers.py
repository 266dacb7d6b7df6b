"""The attack on what goes with a rating: an owner who knows how often each number was given, and how many raise it."""

from collections import Counter
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from app.pulse.models import Wave
from app.themes import queries as themes
from app.themes.core import driving
from surveys.disclosure import Policy, Published, Rated, RoundedDifference, Tally, differences
from tests.proof.attack_on_values import Attacked, Pinned

_Whole = NDArray[np.int64]


def attack_drivers(wave: Wave) -> Attacked:
    """Return what falls of how many of those who raise a theme, or don't, gave each number of the short scale.

    The attacker is given more than is published: the plain difference, of which the published one, with roles, market
    and size held equal, tells less; and every number of the question, hidden ones too.
    """
    seen: list[tuple[Policy, Rated, Published[RoundedDifference]]] = []

    def watched(
        policy: Policy, raisers: Tally, others: Tally, rated: Rated, difference: tuple[float, float, float]
    ) -> Published[RoundedDifference]:
        plain = differences.plain_difference(rated) if min(map(len, rated)) else difference
        seen.append((policy, rated, differences.publish_difference(policy, raisers, others, rated, plain)))
        return differences.publish_difference(policy, raisers, others, rated, difference)

    with patch.object(driving, "publish_difference", watched):
        themes.driver_rows(wave, "ease")
    shown = ((policy.k, rated, found.value) for policy, rated, found in seen if found.value)
    return sum((_attack(*one) for one in shown), Attacked(0, []))


def _attack(k: int, rated: Rated, told: RoundedDifference) -> Attacked:
    numbers = sorted({*rated.raisers, *rated.others})
    mine, others = (np.array([side.get(one, 0) for one in numbers]) for side in rated)
    worlds = _worlds(mine, mine + others, np.array(numbers), told)
    assert (worlds == mine).all(axis=1).any(), "the attacker believes something that isn't so"
    fell, attacked = [], 0
    for side, truth, possible in (("raisers", mine, worlds), ("others", others, mine + others - worlds)):
        for place, number in enumerate(numbers):
            if 0 < truth[place] < k:
                attacked += 1
                if (possible[:, place] == truth[place]).all():
                    fell.append(Pinned(f"{side} {number}", int(truth[place])))
    return Attacked(attacked, fell)


def _worlds(mine: _Whole, given: _Whole, numbers: NDArray[np.float64], told: RoundedDifference) -> _Whole:
    """Return every way in which the raisers' numbers may be among those given, that would be told just so."""
    grids = np.meshgrid(*(np.arange(count + 1) for count in given), indexing="ij")
    tables = np.stack([grid.ravel() for grid in grids], axis=1)
    tables = tables[tables.sum(axis=1) == mine.sum()]
    keep = [_is_told(table, given - table, numbers, told) for table in tables]
    found: _Whole = tables[np.array(keep, dtype=bool)]
    return found


def _is_told(mine: _Whole, others: _Whole, numbers: NDArray[np.float64], told: RoundedDifference) -> bool:
    world = Rated(*(Counter(dict(zip(numbers.tolist(), side.tolist(), strict=True))) for side in (mine, others)))
    return differences._rounded(*differences.plain_difference(world), told.step) == told
