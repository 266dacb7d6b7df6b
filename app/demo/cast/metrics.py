"""Eight quarters of observations a partner, with the story in them: Gold's cliff, and quotes that became fast.

Keys and units are those of the rulebook's facts: percentages in points (94.5 means 94.5 %).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from app.demo.cast.bands import RANGES, Band
from app.demo.cast.partners import DemoPartner, partners

PERIODS = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
# Standard quotes have come within four working hours since 15 May 2026, in the middle of the second quarter.
_QUOTE_HOURS = (31, 33, 30, 32, 29, 30, 15, 5)
_MISSING_SHARE = 0.025


@dataclass(frozen=True)
class MetricKind:
    """A metric of the program: its key, its name, its unit and how many decimals its values have."""

    key: str
    name: str
    unit: str
    decimals: int


METRICS = (
    MetricKind("certified_engineers", "Certified engineers", "people", 0),
    MetricKind("annual_revenue_eur", "Revenue with Northwind, four quarters", "EUR", 0),
    MetricKind("customer_retention", "Customers kept, four quarters", "percent", 1),
    MetricKind("growth_percent", "Growth on the year before", "percent", 1),
    MetricKind("joint_deals", "Deals won together, four quarters", "deals", 0),
    MetricKind("satisfaction", "Satisfaction of end customers", "of 5", 2),
    MetricKind("quote_hours", "Working hours until a standard quote", "hours", 1),
)


@dataclass(frozen=True)
class DemoObservation:
    """One value of one metric for one partner in one quarter (`2026-Q3`)."""

    partner_external_id: str
    metric: str
    period: str
    value: Decimal


def _engineers(band: Band, last: int, rng: Random) -> list[int]:
    """Return the count over the quarters; on the cliff it went up and down around five before it ended at four."""
    if band == "cliff":
        return [*(rng.choice((4, 5, 5, 5, 6)) for _ in PERIODS[:-2]), rng.choice((4, 5)), 4]
    counts = [last]
    for _ in PERIODS[1:]:
        counts.append(max(0, counts[-1] + rng.choice((-1, -1, 0, 0, 0, 0, 1))))
    return counts[::-1]


def _revenue(latest: float, growth: list[float], rng: Random) -> list[float]:
    """Return revenue of the last four quarters so that the latest is the partner's and growth is kept year on year."""
    values = [latest]
    for back in range(1, len(growth)):
        values.append(values[-1] / (1 + growth[-back] / 100 / 4) * rng.uniform(0.985, 1.015))
    return values[::-1]


def _wander(last: float, spread: float, low: float, high: float, rng: Random) -> list[float]:
    """Return a path over the quarters that ends at `last` and stays within low and high."""
    values = [last]
    for _ in PERIODS[1:]:
        values.append(min(high, max(low, values[-1] + rng.gauss(0, spread))))
    return values[::-1]


def _quote_hours(partner: DemoPartner, rng: Random) -> list[float]:
    """Return how long quotes took: for resellers the whole fall of 2026, for others six tenths of it."""
    pace = rng.lognormvariate(0, 0.25)
    follows = 1.0 if "reseller" in partner.roles else 0.6
    slow = _QUOTE_HOURS[0]
    return [
        pace * (slow + (hours - slow) * (follows if hours < slow / 2 else 1.0)) * rng.lognormvariate(0, 0.12)
        for hours in _QUOTE_HOURS
    ]


def _paths(partner: DemoPartner, rng: Random) -> dict[str, list[float]]:
    ranges = RANGES[partner.band]
    mature = partner.market == "mature"
    engineers = rng.randint(*(ranges.engineers_mature if mature else ranges.engineers_emerging))
    growth = _wander(rng.uniform(*ranges.growth), 1.6, -20, 45, rng)
    deals = _wander(rng.randint(*ranges.joint_deals), 0.9, 0, 24, rng)
    return {
        "certified_engineers": list(map(float, _engineers(partner.band, engineers, rng))),
        "annual_revenue_eur": _revenue(float(partner.annual_revenue_eur), growth, rng),
        "customer_retention": _wander(rng.uniform(*ranges.retention), 0.7, 65, 99.5, rng),
        "growth_percent": growth,
        "joint_deals": deals,
        "satisfaction": _wander(rng.uniform(*ranges.satisfaction), 0.08, 2.2, 4.95, rng),
        "quote_hours": _quote_hours(partner, rng),
    }


def _observations(partner: DemoPartner, rng: Random) -> Iterator[DemoObservation]:
    decimals = {kind.key: Decimal(1).scaleb(-kind.decimals) for kind in METRICS}
    for metric, values in _paths(partner, rng).items():
        if metric == "certified_engineers" and partner.band == "unreported":
            continue
        for period, value in zip(PERIODS, values, strict=True):
            # The newest quarter decides the tier: gaps lie in older ones.
            gap = rng.random() < _MISSING_SHARE and period != PERIODS[-1]
            if not gap:
                yield DemoObservation(partner.external_id, metric, period, Decimal(value).quantize(decimals[metric]))


def observations(seed: int = 2026) -> tuple[DemoObservation, ...]:
    """Return what was observed of all partners in eight quarters; a few values are missing, as they are in life."""
    return tuple(
        observation
        for partner in partners(seed)
        for observation in _observations(partner, Random(f"{seed}/metrics/{partner.external_id}"))  # noqa: S311
    )
