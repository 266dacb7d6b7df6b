"""How much higher or lower those rate who raise a theme, with other facts held equal. An association, never a cause."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.stats import Estimate, t_quantile

Floats = NDArray[np.float64]


def difference_in_rating(
    ratings: Sequence[float], raised: Sequence[bool], facts: Sequence[Sequence[float]], organisations: Sequence[str]
) -> Estimate | None:
    """Return by how much the ratings of those who raise a theme differ, in points, with its 95 % interval.

    Least squares of the rating on the theme and the facts, a row of numbers a person; facts that say nothing beyond
    the others are left out. People of one organisation aren't independent, so the variance is that of the jackknife
    over organisations (CV3: MacKinnon, Nielsen & Webb, Journal of Applied Econometrics 38, 2023), with Student's t.
    None where the theme can't be told from the facts, or there are no more organisations than unknowns.
    Raises ValueError if the lengths differ.
    """
    if not len(ratings) == len(raised) == len(facts) == len(organisations):
        raise ValueError("ratings, raised, facts and organisations must be as many")
    wanted = _design(np.asarray(raised, dtype=np.float64), np.asarray(facts, dtype=np.float64))
    names, of = np.unique(np.asarray(organisations), return_inverse=True)
    if wanted is None or len(names) <= wanted.shape[1]:
        return None
    y = np.asarray(ratings, dtype=np.float64)
    squares = np.zeros((len(names), wanted.shape[1], wanted.shape[1]))
    np.add.at(squares, of, wanted[:, :, None] * wanted[:, None, :])
    products = np.zeros((len(names), wanted.shape[1]))
    np.add.at(products, of, wanted * y[:, None])
    every, sums = squares.sum(axis=0), products.sum(axis=0)
    value = _solve(every, sums)[1]
    without = _solve(every - squares, sums - products)[:, 1]
    variance = (len(names) - 1) / len(names) * float(((without - value) ** 2).sum())
    half = t_quantile(len(names) - wanted.shape[1], 0.95) * float(np.sqrt(variance))
    return Estimate(float(value), float(value) - half, float(value) + half)


def _design(raised: Floats, facts: Floats) -> Floats | None:
    """Return the columns 1, raised and those facts that add something; None where `raised` itself adds nothing."""
    kept = [np.ones(len(raised))]
    for column in facts.reshape(len(raised), -1).T:
        if _adds(kept, column):
            kept.append(column)
    return np.column_stack([kept[0], raised, *kept[1:]]) if _adds(kept, raised) else None


def _adds(kept: Sequence[Floats], column: Floats) -> bool:
    return int(np.linalg.matrix_rank(np.column_stack([*kept, column]))) > len(kept)


def _solve(squares: Floats, sums: Floats) -> Floats:
    """Return the coefficients of one or a stack of normal equations, singular ones by the pseudo-inverse."""
    solved: Floats = (np.linalg.pinv(squares, hermitian=True) @ sums[..., None])[..., 0]
    return solved
