"""Shares, means and differences with their intervals, and what may be called more than chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, variance


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of an interval, in the unit of what was estimated."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval, in the same unit."""

    value: float
    low: float
    high: float


def wilson_interval(successes: int, trials: int, *, population: int | None = None, level: float = 0.95) -> Interval:
    """Return the Wilson score interval of a share, both ends in 0–1.

    Wilson, JASA 22 (1927). With `population`, the trials are a sample without replacement and the variance is
    shrunk by the finite-population correction (N − n)/(N − 1) (Cochran, Sampling Techniques, 3rd ed., ch. 3).
    Raises ValueError for trials < 1, successes outside 0–trials, or a population smaller than the trials.
    """
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes in {trials} trials make no share")
    share = successes / trials
    squared = _normal_quantile(level) ** 2 * _correction_of_share(trials, population)
    centre = share + squared / (2 * trials)
    spread = math.sqrt(squared * (share * (1 - share) / trials + squared / (4 * trials**2)))
    scale = 1 + squared / trials
    low, high = (centre - spread) / scale, (centre + spread) / scale
    # Rounding must not push an end past the share itself at 0 and 1.
    return Interval(max(0.0, min(low, share)), min(1.0, max(high, share)))


def mean_interval(values: Sequence[float], *, population: int | None = None, level: float = 0.95) -> Interval:
    """Return Student's t interval of a mean, in the unit of the values.

    With `population`, the variance of the mean is multiplied by 1 − n/N (Cochran, Sampling Techniques,
    3rd ed., ch. 2). Raises ValueError for fewer than two values or a population smaller than their number.
    """
    if len(values) < 2:
        raise ValueError("an interval of a mean needs at least two values")
    count = len(values)
    if population is not None and population < count:
        raise ValueError(f"a population of {population} cannot hold a sample of {count}")
    unseen = 1.0 if population is None else 1 - count / population
    half = t_quantile(count - 1, level) * math.sqrt(variance(values) / count * unseen)
    mean = fmean(values)
    return Interval(mean - half, mean + half)


def difference_of_shares(
    a_successes: int,
    a_trials: int,
    b_successes: int,
    b_trials: int,
    *,
    a_population: int | None = None,
    b_population: int | None = None,
    correlation: float = 0.0,
    level: float = 0.95,
) -> Estimate:
    """Return share a minus share b of two groups, in −1…1.

    The interval is Newcombe's hybrid score interval (method 10 in Statistics in Medicine 17, 1998, 873–890),
    built from the two Wilson intervals. With `correlation`, that of both shares (`correlation_of_shares`), it is his
    interval for paired groups (method 10 on pp. 2635–2650 of the same volume), for groups that overlap in part as
    Zou & Donner have it (Statistics in Medicine 27, 2008, 1693–1702). Raises ValueError as `wilson_interval` does,
    and for a correlation outside −1…1.
    """
    if not -1 <= correlation <= 1:
        raise ValueError("a correlation lies between −1 and 1")
    a = wilson_interval(a_successes, a_trials, population=a_population, level=level)
    b = wilson_interval(b_successes, b_trials, population=b_population, level=level)
    a_share, b_share = a_successes / a_trials, b_successes / b_trials
    difference = a_share - b_share
    return Estimate(
        difference,
        difference - _joined(a_share - a.low, b.high - b_share, correlation),
        difference + _joined(a.high - a_share, b_share - b.low, correlation),
    )


def correlation_of_shares(both: int, only_a: int, only_b: int, neither: int, a_trials: int, b_trials: int) -> float:
    """Return how two shares go together, −1…1, where some respondents are in both groups.

    The first four count those in both groups by what they raised. It is the phi of their table with Newcombe's
    continuity correction (method 10), times how far the groups overlap: n/√(a·b) (Derrick, Toher & White, Tutorials in
    Quantitative Methods for Psychology 13, 2017). It is 0 where either share of the overlap is 0 or 1.
    """
    shared = both + only_a + only_b + neither
    spread = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither)
    if not spread:
        return 0.0
    covariance = float(both * neither - only_a * only_b)
    if covariance > 0:
        covariance = max(covariance - shared / 2, 0.0)
    return covariance / math.sqrt(spread) * shared / math.sqrt(a_trials * b_trials)


def chance_of_difference(
    a_successes: int, a_trials: int, b_successes: int, b_trials: int, *, correlation: float = 0.0
) -> float:
    """Return the p-value of two shares: 1 less the level at which the interval of their difference reaches zero.

    So it always agrees with `difference_of_shares` about what is more than chance. Raises ValueError as that does.
    """

    def leaves_out_zero(level: float) -> bool:
        return more_than_chance(
            difference_of_shares(a_successes, a_trials, b_successes, b_trials, correlation=correlation, level=level)
        )

    low, high = 0.0, 1.0
    for _ in range(30):
        level = (low + high) / 2
        low, high = (level, high) if leaves_out_zero(level) else (low, level)
    return 1 - low


def discoveries(chances: Sequence[float], *, rate: float = 0.05) -> list[bool]:
    """Return which of many findings to believe, in their order, so that on average at most `rate` of them are false.

    `chances` are p-values. Benjamini & Hochberg, Journal of the Royal Statistical Society B 57 (1995), 289–300.
    """
    ranked = sorted(chances)
    passing = [chance for rank, chance in enumerate(ranked, start=1) if chance <= rate * rank / len(ranked)]
    return [bool(passing) and chance <= passing[-1] for chance in chances]


def paired_difference(
    before: Sequence[float], after: Sequence[float], *, population: int | None = None, level: float = 0.95
) -> Estimate:
    """Return the mean of after − before over the same respondents, with the t interval of those differences.

    The two sequences are in the same order of respondents. Raises ValueError if their lengths differ or there
    are fewer than two pairs.
    """
    differences = [new - old for old, new in zip(before, after, strict=True)]
    interval = mean_interval(differences, population=population, level=level)
    return Estimate(fmean(differences), interval.low, interval.high)


def more_than_chance(estimate: Estimate) -> bool:
    """Return whether a difference's interval leaves out zero."""
    return estimate.low > 0 or estimate.high < 0


def chance_of_estimate(estimate: Estimate) -> float:
    """Return the p-value of an estimate with a 95 % interval, by the normal distribution: 1 where it has no width."""
    half = (estimate.high - estimate.low) / 2
    return 2 * (1 - NormalDist().cdf(abs(estimate.value) / half * _normal_quantile(0.95))) if half else 1.0


def t_quantile(degrees: float, level: float) -> float:
    """Return how many standard errors the two-sided interval of Student's t reaches, for these degrees of freedom."""
    # Imported here so that pages that show only shares never pay for SciPy.
    from scipy.special import stdtrit

    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    return float(stdtrit(degrees, (1 + level) / 2))


def _joined(one: float, other: float, correlation: float) -> float:
    return math.sqrt(max(0.0, one**2 - 2 * correlation * one * other + other**2))


def _correction_of_share(trials: int, population: int | None) -> float:
    if population is None:
        return 1.0
    if population < trials:
        raise ValueError(f"a population of {population} cannot hold a sample of {trials}")
    return (population - trials) / (population - 1) if population > 1 else 0.0


def _normal_quantile(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    return NormalDist().inv_cdf((1 + level) / 2)
