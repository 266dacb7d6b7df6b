"""Decides which cells of a grid of counts are hidden, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from surveys.disclosure.boxes import ALL, Grid, Key, protect
from surveys.disclosure.published import HiddenReason


@dataclass(frozen=True)
class Suppression:
    """The hidden cells with their reasons, and those of them whose number mustn't be worked out.

    Where the reasons aren't `told`, each is given as complementary, since the true ones would tell too much.
    """

    reasons: Mapping[Key, HiddenReason]
    sensitive: Set[Key]
    told: bool


def suppress(grid: Grid) -> Suppression:
    """Return which counts are hidden so that no small cell, and no small rest, follows from the others.

    The whole (ALL in each dimension) must be among the grid's fixed cells: it is hidden only where it is itself too
    small, and then everything is. Where no choice of further cells is safe, the reasons aren't told; where that
    isn't enough either, all but the whole is hidden.
    """
    whole = (ALL,) * len(grid.labels)
    primary = {key: reason for key, tally in grid.tallies.items() if (reason := grid.policy.reason_to_hide(tally))}
    if whole in primary:
        hidden = {key: primary.get(key, HiddenReason.complementary) for key in grid.tallies}
        return Suppression(hidden, set(hidden), told=True)
    for attempt in (grid, replace(grid, told=False)):
        found = _suppress(attempt, primary)
        if found is not None:
            return found
    hidden = dict.fromkeys(grid.tallies.keys() - {whole}, HiddenReason.complementary)
    return Suppression(hidden, set(hidden), told=False)


def _suppress(grid: Grid, primary: Mapping[Key, HiddenReason]) -> Suppression | None:
    hidden, sensitive = set(primary), set(primary)
    while True:
        sensitive.update(_revealing(grid, hidden))
        wider = protect(grid, hidden | sensitive, sensitive)
        if wider is None:
            return None
        if wider == hidden:
            reasons = primary if grid.told else {}
            return Suppression(
                {key: reasons.get(key, HiddenReason.complementary) for key in hidden}, sensitive, grid.told
            )
        hidden = wider


def _revealing(grid: Grid, hidden: Set[Key]) -> Iterator[Key]:
    """Yield shown cells that, taken from their total, leave a group that is too small but not empty."""
    for dimension in range(len(grid.labels)):
        overlapping = grid.overlapping and dimension == 0
        for whole, parts in _lines(grid, dimension).items():
            shown = [part for part in parts if part not in hidden]
            if whole in hidden or not shown:
                continue
            smallest = min(shown, key=grid.cost)
            if _too_small(grid, *_sums(grid, [part for part in parts if part in hidden])):
                yield smallest
            if overlapping:
                yield from (part for part in shown if _too_small(grid, *_difference(grid, [whole], [part])))
                if shown == parts and _too_small(grid, *_difference(grid, parts, [whole])):
                    yield smallest


def _lines(grid: Grid, dimension: int) -> Mapping[Key, list[Key]]:
    """Return the parts of each total along one dimension."""
    lines = defaultdict[Key, list[Key]](list)
    for key in grid.tallies:
        if key[dimension] != ALL:
            lines[(*key[:dimension], ALL, *key[dimension + 1 :])].append(key)
    return lines


def _sums(grid: Grid, keys: Iterable[Key]) -> tuple[int, int]:
    tallies = [grid.tallies[key] for key in keys]
    return sum(tally.organisations for tally in tallies), sum(tally.people for tally in tallies)


def _difference(grid: Grid, minuend: Iterable[Key], subtrahend: Iterable[Key]) -> tuple[int, int]:
    (organisations, people), (fewer, less) = _sums(grid, minuend), _sums(grid, subtrahend)
    return organisations - fewer, people - less


def _too_small(grid: Grid, organisations: int, people: int) -> bool:
    return 0 < organisations < grid.policy.k or 0 < people < grid.policy.k
