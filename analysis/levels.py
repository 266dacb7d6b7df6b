"""Gathers sub-themes into the themes that are shown: one cut through Ward's tree of their centroids."""

import math

import numpy as np

from analysis.cluster import Labels
from analysis.embed import Vectors

FEWEST_THEMES = 3
MOST_THEMES = 40


def default_number_of_themes(comments: int) -> int:
    """Return how many themes to show of so many comments: half their square root, between 3 and 40.

    100 comments give 5 themes, 600 give 12, 2,000 give 22, 6,400 and more give 40: enough to tell them apart,
    few enough to be read.
    """
    return max(FEWEST_THEMES, min(MOST_THEMES, round(math.sqrt(comments) / 2)))


def theme_of_each_group(centroids: Vectors, themes: int) -> Labels:
    """Return the theme (0…k−1, k ≤ `themes`) of each group: Ward, JASA 58 (1963), on the groups' centroids."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(centroids) <= themes:
        return np.arange(len(centroids), dtype=np.int64)
    tree = linkage(centroids.astype(np.float64), method="ward")
    cut = fcluster(tree, themes, criterion="maxclust")
    return np.unique(cut, return_inverse=True)[1].astype(np.int64)
