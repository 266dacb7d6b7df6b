"""The attack on published tables: solves for hidden cells, knowing sums, reasons and that counts are whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from surveys.disclosure import ALL, CellInput, HiddenReason, Published, PublishedTable, Segment, Tally

MOST = 10_000


@dataclass
class Attacker:
    """Collects linear knowledge about whole numbers from 0 on, then bounds them by integer programming."""

    names: dict[object, int] = field(default_factory=dict)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def learns(self, terms: Mapping[object, float], least: float, most: float) -> None:
        """Add least ≤ sum of terms ≤ most."""
        self.rows.append(({self._place(name): weight for name, weight in terms.items()}, least, most))

    def can_tell(self, name: object, truth: int) -> bool:
        """Whether no other whole number than `truth` is possible."""
        return self._extreme(name, -1) == truth == self._extreme(name, 1)

    def _place(self, name: object) -> int:
        return self.names.setdefault(name, len(self.names))

    def _extreme(self, name: object, direction: int) -> int:
        matrix = np.zeros((len(self.rows), len(self.names)))
        for number, (terms, _, _) in enumerate(self.rows):
            for place, weight in terms.items():
                matrix[number, place] = weight
        low, high = np.array([row[1] for row in self.rows]), np.array([row[2] for row in self.rows])
        objective = np.zeros(len(self.names))
        objective[self.names[name]] = -direction
        found = milp(
            objective,
            constraints=LinearConstraint(matrix, low, high),
            integrality=np.ones(len(self.names)),
            bounds=Bounds(0, MOST),
        )
        assert found.success, found.message
        return int(np.rint(found.x[self.names[name]]))


def share_attacker(
    shares: PublishedTable[int],
    means: PublishedTable[int],
    cells: Mapping[Segment, CellInput[int]],
    k: int,
    *,
    roles_are_disjoint: bool,
) -> Attacker:
    """Return the owner who sees the raisers of each segment and, in another table on the same answers, the bases."""
    attacker = Attacker()
    said, base_said = _reasons_told(shares), _reasons_told(means)
    for segment, cell in cells.items():
        raised, rest = ("raised", segment), ("rest", segment)
        assert cell.raisers is not None
        figure, base = shares.cells[segment], means.cells[segment]
        if base.shown:
            attacker.learns({raised: 1, rest: 1}, cell.base.organisations, cell.base.organisations)
        elif base.hidden is HiddenReason.too_few:
            attacker.learns({raised: 1, rest: 1}, 0, k - 1)
        elif base.hidden is HiddenReason.complementary and HiddenReason.too_few in base_said:
            attacker.learns({raised: 1, rest: 1}, k, MOST)
        if figure.shown:
            attacker.learns({raised: 1}, cell.raisers.organisations, cell.raisers.organisations)
        elif figure.hidden is HiddenReason.too_few:
            either = ("either", segment)
            attacker.learns({either: 1}, 0, 1)
            attacker.learns({raised: 1, either: -MOST}, -MOST, k - 1)
            attacker.learns({rest: 1, either: MOST}, 0, MOST + k - 1)
        elif figure.hidden is HiddenReason.complementary and HiddenReason.too_few in said:
            attacker.learns({raised: 1}, k, MOST)
            attacker.learns({rest: 1}, k, MOST)
    _add_sums(attacker, cells, roles_are_disjoint=roles_are_disjoint)
    return attacker


def _reasons_told(table: PublishedTable[int]) -> set[HiddenReason | None]:
    """Return the reasons given for parts: if none is told to be too few, the true reasons may be kept back."""
    return {figure.hidden for segment, figure in table.cells.items() if segment != (ALL, ALL)}


def _add_sums(attacker: Attacker, cells: Mapping[Segment, object], *, roles_are_disjoint: bool) -> None:
    roles = {role for role, _ in cells} - {ALL}
    markets = {market for _, market in cells} - {ALL}
    for layer in ("raised", "rest"):
        for role in {*roles, ALL}:
            attacker.learns({(layer, (role, ALL)): -1, **{(layer, (role, m)): 1 for m in markets}}, 0, 0)
        for market in {*markets, ALL}:
            whole = (layer, (ALL, market))
            most = 0 if roles_are_disjoint else MOST
            attacker.learns({whole: -1, **{(layer, (role, market)): 1 for role in roles}}, 0, most)
            for role in roles:
                attacker.learns({whole: 1, (layer, (role, market)): -1}, 0, MOST)


def pinned(
    attacker: Attacker,
    shares: PublishedTable[int],
    means: PublishedTable[int],
    cells: Mapping[Segment, CellInput[int]],
    k: int,
) -> list[str]:
    """Return the hidden small counts that the attacker can tell exactly."""
    found = []
    for segment, cell in cells.items():
        assert cell.raisers is not None
        assert cell.others is not None
        counts = {"raised": cell.raisers.organisations, "rest": cell.others.organisations}
        if not shares.cells[segment].shown:
            for layer, count in counts.items():
                if count < k and attacker.can_tell((layer, segment), count):
                    found.append(f"{layer} {segment} = {count}")
        if not means.cells[segment].shown and cell.base.organisations < k:
            base = ("base", segment)
            attacker.learns({base: -1, ("raised", segment): 1, ("rest", segment): 1}, 0, 0)
            if attacker.can_tell(base, cell.base.organisations):
                found.append(f"base {segment} = {cell.base.organisations}")
    return found


def pinned_counts(
    published: Mapping[tuple[str, ...], Published[int]], tallies: Mapping[tuple[str, ...], Tally], k: int
) -> list[str]:
    """Return the hidden counts under k that can be told exactly from a grid of counts that add up."""
    attacker = Attacker()
    told = {figure.hidden for figure in published.values()}
    for key, figure in published.items():
        count = tallies[key].answers
        if figure.shown:
            attacker.learns({key: 1}, count, count)
        elif figure.hidden is HiddenReason.too_few:
            attacker.learns({key: 1}, 0, k - 1)
        else:
            attacker.learns({key: 1}, k if HiddenReason.too_few in told else 0, MOST)
        for place, label in enumerate(key):
            if label == ALL:
                parts = [p for p in tallies if p[place] != ALL and (*p[:place], ALL, *p[place + 1 :]) == key]
                attacker.learns({key: -1, **dict.fromkeys(parts, 1)}, 0, 0)
    hidden = [key for key, figure in published.items() if not figure.shown and tallies[key].answers < k]
    return [f"{key} = {tallies[key].answers}" for key in hidden if attacker.can_tell(key, tallies[key].answers)]
