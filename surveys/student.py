"""The quantile of Student's t distribution that a 95 % interval needs, without loading SciPy into a web process."""

import math
from functools import lru_cache
from statistics import NormalDist

_SERIES_UP_TO = 200
_HALF_WIDTH = NormalDist().inv_cdf(0.975)


@lru_cache(maxsize=4096)
def t_of_95_percent(degrees: int) -> float:
    """Return t with 95 % of the distribution between −t and t, to nine digits; raises ValueError for degrees < 1.

    Up to 200 degrees by halving on the exact finite series (Abramowitz & Stegun, Handbook of Mathematical Functions,
    26.7.3 and 26.7.4), beyond them by the expansion about the normal quantile (26.7.5).
    """
    if degrees < 1:
        raise ValueError("Student's t needs at least one degree of freedom")
    if degrees > _SERIES_UP_TO:
        return _expansion(degrees)
    low, high = 0.0, 16.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _share_within(middle, degrees) < 0.95 else (low, middle)
    return high


def _share_within(t: float, degrees: int) -> float:
    angle = math.atan(t / math.sqrt(degrees))
    cosine, sine = math.cos(angle), math.sin(angle)
    if degrees % 2:
        term = total = cosine if degrees > 1 else 0.0
        for step in range(3, degrees - 1, 2):
            term *= cosine**2 * (step - 1) / step
            total += term
        return 2 / math.pi * (angle + sine * total)
    term = total = 1.0
    for step in range(2, degrees - 1, 2):
        term *= cosine**2 * (step - 1) / step
        total += term
    return sine * total


def _expansion(degrees: int) -> float:
    x = _HALF_WIDTH
    first = (x**3 + x) / 4
    second = (5 * x**5 + 16 * x**3 + 3 * x) / 96
    third = (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384
    fourth = (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160
    return x + first / degrees + second / degrees**2 + third / degrees**3 + fourth / degrees**4
