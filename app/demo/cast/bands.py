"""How partners stand in the demo: bands of strength, so that tiers come out as the story tells."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, Protocol

Band = Literal["gold", "cliff", "silver", "registered", "unreported"]

# The cliff: MSPs in mature markets that meet everything Gold asks for, but with four certified engineers. Together
# with the 77 they are Silver today. The unreported would be Silver or not, had they reported their certificates.
SIZES: Mapping[Band, int] = {"cliff": 14, "gold": 38, "unreported": 7, "silver": 77, "registered": 104}
_FIXED: Mapping[str, Band] = {"Corvus Managed": "cliff", "Fjord Systems": "cliff", "Baltica IT": "silver"}


@dataclass(frozen=True)
class Range:
    """What partners of a band reach in the newest quarter; revenue in thousands of euros, retention in percent."""

    revenue_mature: tuple[int, int]
    revenue_emerging: tuple[int, int]
    engineers_mature: tuple[int, int]
    engineers_emerging: tuple[int, int]
    retention: tuple[float, float]
    growth: tuple[float, float]
    joint_deals: tuple[int, int]
    satisfaction: tuple[float, float]


RANGES: Mapping[Band, Range] = {
    "gold": Range((540, 2600), (215, 900), (6, 15), (4, 9), (91.5, 98.5), (12, 33), (9, 19), (4.25, 4.8)),
    "cliff": Range((515, 1300), (210, 400), (4, 4), (4, 4), (92.0, 97.5), (12, 24), (2, 6), (4.2, 4.7)),
    "silver": Range((125, 480), (54, 190), (2, 3), (1, 2), (82.0, 94.0), (4, 21), (3, 7), (3.7, 4.6)),
    "registered": Range((14, 112), (6, 47), (0, 1), (0, 0), (72.0, 91.0), (-11, 13), (0, 2), (3.1, 4.4)),
    "unreported": Range((130, 420), (60, 170), (0, 0), (0, 0), (84.0, 94.0), (2, 16), (3, 6), (3.6, 4.5)),
}


class _Organisation(Protocol):
    @property
    def external_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def market(self) -> str: ...
    @property
    def roles(self) -> tuple[str, ...]: ...
    @property
    def employees(self) -> int: ...


def assign_bands(everyone: Sequence[_Organisation], rng: Random) -> dict[str, Band]:
    """Return a band for each organisation by its external id; larger ones and mature markets tend to be stronger."""
    size = {
        p.external_id: p.employees * (1.5 if p.market == "mature" else 1.0) * rng.lognormvariate(0, 0.8)
        for p in everyone
    }
    ranked = sorted(everyone, key=lambda p: -size[p.external_id])
    # With another role beside it an MSP would be Gold through that role's lower number of engineers.
    cliff = [p for p in ranked if p.market == "mature" and set(p.roles) <= {"msp", "builder"} and p.roles[0] == "msp"]
    pools = {"cliff": cliff, "gold": ranked, "unreported": ranked[80:], "silver": ranked, "registered": ranked}
    standing: dict[str, Band] = {p.external_id: _FIXED[p.name] for p in everyone if p.name in _FIXED}
    for band, wanted in SIZES.items():
        missing = wanted - sum(given == band for given in standing.values())
        free = [p.external_id for p in pools[band] if p.external_id not in standing]
        standing |= dict.fromkeys(free[:missing], band)
    return standing


def revenue_eur(band: Band, market: str, rng: Random) -> int:
    """Return a yearly revenue with Northwind in euros within the band, more often near its lower end."""
    ranges = RANGES[band]
    low, high = ranges.revenue_mature if market == "mature" else ranges.revenue_emerging
    return round(low * math.pow(high / low, rng.random())) * 1000 + rng.randrange(0, 1000, 50)
