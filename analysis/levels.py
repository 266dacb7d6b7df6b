"""Gathers sub-themes into the themes that are shown: one cut through Ward's tree of their centroids."""

import math

import numpy as np
from numpy.typing import NDArray

from analysis.cluster import Labels, group_centroids
from analysis.embed import Vectors

FEWEST_THEMES = 3
MOST_THEMES = 40
# A cut is tried on so many halves of the comments, and compared over so many of them.
_HALVES = 6
_COMPARED = 2_000


def default_number_of_themes(comments: int) -> int:
    """Return how many themes of so many comments can be read: half their square root, between 3 and 40.

    100 comments give 5 themes, 600 give 12, 2,000 give 22, 6,400 and more give 40: enough to tell them apart,
    few enough to be read.
    """
    return max(FEWEST_THEMES, min(MOST_THEMES, round(math.sqrt(comments) / 2)))


def steadiest_number_of_themes(labels: Labels, vectors: Vectors, centroids: Vectors, readable: int) -> int:
    """Return how many themes to gather the groups into: of three quarters of `readable` to `readable`, the steadiest.

    A cut is steady if the groups are gathered alike when their centroids come from a random half of the comments:
    the mean adjusted Rand index over six halves (after Ben-Hur, Elisseeff & Guyon, 2002). Of equally steady numbers
    the largest is taken. labels: group of each comment; centroids: groups × width.
    """
    if len(centroids) <= readable:
        return len(centroids)
    numbers = range(max(2, math.ceil(readable * 3 / 4)), readable + 1)
    chance = np.random.default_rng(0)  # apart from the recipe's seed, which should change as little as it can
    halves = [chance.random(len(labels)) < 0.5 for _ in range(_HALVES)]
    trees = [_tree(_centroids_of(half, labels, vectors, centroids)) for half in halves]
    whole = _tree(centroids)
    compared = labels[:_COMPARED]
    steadiness = {number: _agreement(whole, trees, number, compared) for number in numbers}
    return max(numbers, key=lambda number: (round(steadiness[number], 3), number))


def theme_of_each_group(centroids: Vectors, themes: int) -> Labels:
    """Return the theme (0…k−1, k ≤ `themes`) of each group: Ward, JASA 58 (1963), on the groups' centroids."""
    if len(centroids) <= themes:
        return np.arange(len(centroids), dtype=np.int64)
    return _cut(_tree(centroids), themes)


def _tree(centroids: Vectors) -> NDArray[np.float64]:
    from scipy.cluster.hierarchy import linkage

    return np.asarray(linkage(centroids.astype(np.float64), method="ward"))


def _cut(tree: NDArray[np.float64], themes: int) -> Labels:
    from scipy.cluster.hierarchy import fcluster

    return np.unique(fcluster(tree, themes, criterion="maxclust"), return_inverse=True)[1].astype(np.int64)


def _centroids_of(half: NDArray[np.bool_], labels: Labels, vectors: Vectors, centroids: Vectors) -> Vectors:
    """Return the centroids of the groups in one half; a group without a comment there keeps its own."""
    found = group_centroids(labels[half], vectors[half], len(centroids))
    absent = np.bincount(labels[half], minlength=len(centroids)) == 0
    found[absent] = centroids[absent]
    return found


def _agreement(whole: NDArray[np.float64], trees: list[NDArray[np.float64]], number: int, labels: Labels) -> float:
    from sklearn.metrics import adjusted_rand_score

    theme = _cut(whole, number)[labels]
    return float(np.mean([adjusted_rand_score(theme, _cut(tree, number)[labels]) for tree in trees]))
