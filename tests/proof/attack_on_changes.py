"""The attack on what two waves tell together: an owner who knows who answered both tries every table that fits."""

from collections.abc import Iterable, Iterator
from itertools import product
from unittest.mock import patch

from app.pulse.models import Wave
from app.themes.core import changes
from app.themes.queries.changes import changes_between, whole_of
from app.themes.queries.reading import WaveReading, read_wave
from surveys.disclosure import Pairs, Policy, Published, pairs
from tests.proof.attack_on_values import Attacked, Pinned

_MOST_TABLES = 60_000
ROUNDED = pairs._down


def attack_changes(waves: tuple[Wave, Wave], theme_ids: Iterable[int]) -> Attacked:
    """Return what falls of how many raised a theme in both waves, in one, in neither, or answered one wave alone."""
    ids = list(theme_ids)
    then, now = (read_wave(wave, ids) for wave in waves)
    return sum((_attack(then, now, theme_id) for theme_id in ids), Attacked(0, []))


def _attack(then: WaveReading, now: WaveReading, theme_id: int) -> Attacked:
    if not (whole_of(then, theme_id).shown and whole_of(now, theme_id).shown):
        return Attacked(0, [])
    seen: list[tuple[Pairs, Published[float]]] = []
    steps: list[float] = []

    def watched(policy: Policy, table: Pairs, correlation: object) -> Published[float]:
        seen.append((table, pairs.publish_correlation(policy, table, changes._correlation)))
        return seen[-1][1]

    def told_to(value: float, step: float) -> float:
        steps.append(step)
        return ROUNDED(value, step)

    with patch.object(changes, "publish_correlation", watched), patch.object(pairs, "_down", told_to):
        changes_between(now, then, [theme_id])
    truth, published = seen[0]
    if published.value is None:
        return Attacked(0, [])
    # The last step that was tried is the one that was taken, and the attacker knows it.
    worlds = list(_worlds(truth, (published.value, published.value + steps[-1])))
    assert truth in worlds
    small = [place for place, count in enumerate(truth) if 0 < count < then.policy.k]
    fell = [place for place in small if {world[place] for world in worlds} == {truth[place]}]
    return Attacked(len(small), [Pinned(f"{theme_id} {Pairs._fields[place]}", truth[place]) for place in fell])


def _worlds(truth: Pairs, told: tuple[float, float]) -> Iterator[Pairs]:
    """Yield the tables with the same shares, the same who answered both, and a correlation within what is told."""
    shared, then_alone, now_alone = sum(truth[:4]), sum(truth[4:6]), sum(truth[6:8])
    then_raised, now_raised = truth.both + truth.only_then + truth[4], truth.both + truth.only_now + truth[6]
    ranges = range(then_alone + 1), range(now_alone + 1), range(shared + 1)
    assert len(ranges[0]) * len(ranges[1]) * len(ranges[2]) < _MOST_TABLES
    for a, b, both in product(*ranges):
        only_then, only_now = then_raised - a - both, now_raised - b - both
        counts = (both, only_then, only_now, shared - both - only_then - only_now, a, then_alone - a, b, now_alone - b)
        world = Pairs(*counts)
        if min(world) >= 0 and told[0] - 1e-6 <= changes._correlation(world) < told[1] + 1e-6:
            yield world
