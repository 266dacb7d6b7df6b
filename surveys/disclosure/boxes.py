"""Secondary suppression: which further cells to hide so that sums don't give a hidden cell back.

A hidden cell is safe when another table, which would look exactly the same, has another number in it. We look for such
a table one step away: a box of hidden cells, a partner in each dimension, where one organisation is added at some
corners and taken at the others so that all sums stay (the hypercube method: Giessing and Repsilber, Tools and
strategies to protect multiple tables with the GHQUAR cell suppression engine, 2002). Where there is none, the box that
costs least is hidden. This withstands who solves for the numbers, not who also replays the choice of cells for each
table that is possible; that one can now and then exclude all but one.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import product

from surveys.disclosure.policy import Policy
from surveys.disclosure.tally import Tally

ALL = "all"
Key = tuple[str, ...]
Corners = list[tuple[Key, int]]

_TOTAL_COST = 1_000_000


@dataclass(frozen=True)
class Grid:
    """Cells by one label a dimension; ALL holds the sum over the others. A missing cell is known to be empty.

    `fixed` cells are published elsewhere and can't be hidden. `layers`: the last dimension's labels that are hidden
    together. With `overlapping`, the first dimension's labels overlap, so that its sums exceed ALL. Reasons that are
    `told` are knowledge: a cell that is said to be too few must stay so.
    """

    policy: Policy
    tallies: Mapping[Key, Tally]
    fixed: Set[Key] = frozenset()
    layers: tuple[str, ...] = ()
    overlapping: bool = False
    told: bool = True
    labels: list[list[str]] = field(init=False)
    can_grow: Set[Key] = field(init=False)
    can_shrink: Set[Key] = field(init=False)

    def __post_init__(self) -> None:
        labels = [list(dict.fromkeys(column)) for column in zip(*self.tallies, strict=True)]
        object.__setattr__(self, "labels", labels)
        object.__setattr__(self, "can_grow", {k for k, t in self.tallies.items() if self._same(t, t.with_one_more())})
        object.__setattr__(self, "can_shrink", {k for k, t in self.tallies.items() if self._same(t, t.with_one_less())})

    def _same(self, tally: Tally, other: Tally | None) -> bool:
        """Whether a reader would be told the same reason."""
        if other is None or not self.told:
            return other is not None
        return self.policy.reason_to_hide(tally) == self.policy.reason_to_hide(other)

    def hidden_with(self, key: Key) -> tuple[Key, ...]:
        """Return the cells that are hidden when this one is."""
        if key[-1] in self.layers:
            return tuple((*key[:-1], layer) for layer in self.layers)
        return (key,)

    def cost(self, key: Key) -> int:
        """Return the loss of hiding a cell: the organisations in it, and much more for a total."""
        return self.tallies[key].organisations + _TOTAL_COST * key.count(ALL)

    def moves(self, corners: Corners) -> bool:
        """Whether one organisation can be added at corners of sign 1 and taken at those of sign −1, unnoticed."""
        return all(key in (self.can_grow if sign > 0 else self.can_shrink) for key, sign in corners) and (
            not self.overlapping or self._within_all(corners)
        )

    def _within_all(self, corners: Corners) -> bool:
        """Whether no label of the first dimension would then hold more organisations than ALL."""
        step = dict(corners)
        for key, sign in corners:
            whole = (ALL, *key[1:])
            parts = self.labels[0] if key == whole and sign < 0 else key[:1]
            for part in parts:
                cell = (part, *key[1:])
                if cell in self.tallies and self._after(cell, step) > self._after(whole, step):
                    return False
        return True

    def _after(self, key: Key, step: Mapping[Key, int]) -> int:
        return self.tallies[key].organisations + step.get(key, 0)


def protect(grid: Grid, hidden: Set[Key], sensitive: Iterable[Key]) -> set[Key] | None:
    """Return `hidden` with the cells added that keep each sensitive one from being worked out; None if none do."""
    hidden, safe = set(hidden), set[Key]()
    for key in sorted(sensitive):
        if key in safe:
            continue
        best: tuple[int, Corners] | None = None
        for corners in _boxes(grid, key):
            cost = _cost(grid, hidden, corners)
            if cost is not None and (best is None or cost < best[0]) and _can_move(grid, corners):
                best = (cost, corners)
                if cost == 0:
                    break
        if best is None:
            return None
        for corner, _ in best[1]:
            safe.add(corner)
            hidden.update(grid.hidden_with(corner))
    return hidden


def _boxes(grid: Grid, key: Key) -> Iterator[Corners]:
    """Yield the boxes with this corner. A total moves with its part; two parts move against each other."""
    partners = [
        [label for label in labels if label != own] or [own] for own, labels in zip(key, grid.labels, strict=True)
    ]
    for opposite in product(*partners):
        corners: Corners = [((), 1)]
        for own, other in zip(key, opposite, strict=True):
            steps = [(own, 1)] if own == other else [(own, 1), (other, 1 if ALL in (own, other) else -1)]
            corners = [((*corner, label), sign * turn) for corner, sign in corners for label, turn in steps]
        if all(corner in grid.tallies for corner, _ in corners):
            yield corners


def _cost(grid: Grid, hidden: Set[Key], corners: Corners) -> int | None:
    """Return what it costs to hide these corners, or None where one can't be hidden."""
    cost = 0
    for key, _ in corners:
        if key not in hidden:
            if key in grid.fixed:
                return None
            cost += grid.cost(key)
    return cost


def _can_move(grid: Grid, corners: Corners) -> bool:
    return grid.moves(corners) or grid.moves([(key, -sign) for key, sign in corners])
