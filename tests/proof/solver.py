"""What an attacker knows about hidden whole numbers: linear facts, from which integer programming bounds each."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

MOST = 10_000
Fact = tuple[Mapping[Any, float], float, float]


@dataclass
class Knowledge:
    """Facts of the form least ≤ weighted sum ≤ most, about whole numbers from 0 on."""

    places: dict[Hashable, int] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def learn(self, terms: Mapping[Any, float], least: float, most: float) -> None:
        """Add a fact."""
        for name in terms:
            self.places.setdefault(name, len(self.places))
        self.facts.append((terms, least, most))

    def learn_sum(self, names: Iterable[Hashable], least: float, most: float) -> None:
        """Add that these together are within least and most."""
        self.learn(dict.fromkeys(names, 1.0), least, most)

    def is_told(self, names: Iterable[Hashable], truth: int, assuming: Iterable[Sequence[Fact]] = ((),)) -> bool:
        """Whether the sum of these numbers can be nothing but `truth`, whichever of the assumptions holds."""
        wanted = list(names)
        for assumed in assuming:
            for direction in (1, -1):
                found = self._extreme(wanted, direction, assumed)
                if found is not None and found != truth:
                    return False
        return True

    def is_possible(self, assumed: Iterable[Fact] = ()) -> bool:
        """Whether any whole numbers fit."""
        return self._extreme([next(iter(self.places))], 1, assumed) is not None

    def _extreme(self, names: list[Hashable], direction: int, assumed: Iterable[Fact]) -> int | None:
        facts = [*self.facts, *assumed]
        matrix = np.zeros((len(facts), len(self.places)))
        for row, (terms, _, _) in enumerate(facts):
            for name, weight in terms.items():
                matrix[row, self.places[name]] = weight
        objective = np.zeros(len(self.places))
        for name in names:
            objective[self.places[name]] += direction
        found = milp(
            objective,
            constraints=LinearConstraint(matrix, [fact[1] for fact in facts], [fact[2] for fact in facts]),
            integrality=np.ones(len(self.places)),
            bounds=Bounds(0, MOST),
        )
        return None if found.x is None else int(np.rint(sum(found.x[self.places[name]] for name in names)))
