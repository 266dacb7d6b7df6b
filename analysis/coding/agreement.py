"""How far coders agree beyond chance: Krippendorff's alpha for names, with codings missing here and there."""

import random
from collections import Counter
from collections.abc import Hashable, Sequence
from statistics import quantiles

from analysis.stats import Interval

Unit = Sequence[Hashable | None]
"""What each coder gave one comment, in any order; None where a coder gave nothing."""
_RESAMPLES = 400
_FEWEST_UNITS = 5


def krippendorff_alpha(units: Sequence[Unit]) -> float | None:
    """Return nominal alpha: 1 is full agreement, 0 what chance would give, below 0 systematic disagreement.

    alpha = 1 − observed / expected disagreement, from the coincidences of all pairs within a unit (Krippendorff,
    "Computing Krippendorff's Alpha-Reliability", 2011, section C). Any number of coders; a unit with fewer than two
    values counts for nothing. None where nothing can be compared, or everybody used one single value throughout.
    """
    counted = [Counter(value for value in unit if value is not None) for unit in units]
    pairable = [counts for counts in counted if counts.total() >= 2]
    values: Counter[Hashable] = sum(pairable, Counter())
    total = values.total()
    expected = total * total - sum(times * times for times in values.values())
    if not expected:
        return None
    observed = sum(
        (counts.total() ** 2 - sum(times * times for times in counts.values())) / (counts.total() - 1)
        for counts in pairable
    )
    return 1 - (total - 1) * observed / expected


def alpha_interval(units: Sequence[Unit], *, seed: int = 1) -> Interval | None:
    """Return the 95 % percentile interval of alpha over resampled units (Efron & Tibshirani, 1993, ch. 13).

    None below five units that can be compared, or where alpha itself is none.
    """
    pairable = [unit for unit in units if sum(value is not None for value in unit) >= 2]
    if len(pairable) < _FEWEST_UNITS or krippendorff_alpha(pairable) is None:
        return None
    chance = random.Random(seed)  # noqa: S311 - a resampling, not a secret
    drawn = [krippendorff_alpha(chance.choices(pairable, k=len(pairable))) for _ in range(_RESAMPLES)]
    # A draw in which everybody used one value shows no disagreement.
    ends = quantiles((1.0 if alpha is None else alpha for alpha in drawn), n=40, method="inclusive")
    return Interval(ends[0], ends[-1])
