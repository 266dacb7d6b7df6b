"""Says how good the found themes are: how alike their comments, how far from other themes, how many hardly fit."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.cluster import group_centroids
from analysis.grouping import Grouping
from analysis.outline import OutlinedTheme
from analysis.result import ThemeQuality

# Less alike to its own theme than this, a comment was put there only because nothing lies nearer.
LEAST_FIT = 0.2


def quality(
    grouping: Grouping, themes: Sequence[OutlinedTheme], weights: NDArray[np.int64]
) -> tuple[ThemeQuality, ...]:
    """Return the quality of each theme, in order; `weights` say how many comments each text stands for."""
    place = {group: number for number, theme in enumerate(themes) for group in theme.groups}
    theme_of_text = np.array([place[int(label)] for label in grouping.labels], dtype=np.int64)
    middles = group_centroids(theme_of_text, grouping.vectors, len(themes))
    fit = np.einsum("ij,ij->i", grouping.vectors, middles[theme_of_text])
    to_group = np.einsum("ij,ij->i", grouping.vectors, grouping.centroids[grouping.labels])
    loose = np.bincount(theme_of_text, weights * (np.maximum(fit, to_group) < LEAST_FIT), minlength=len(themes))
    sizes = np.bincount(theme_of_text, weights, minlength=len(themes))
    cohesion = np.bincount(theme_of_text, weights * fit, minlength=len(themes)) / np.maximum(sizes, 1)
    likeness = middles @ middles.T
    np.fill_diagonal(likeness, -1)
    separation = 1 - likeness.max(axis=1) if len(themes) > 1 else np.ones(len(themes))
    return tuple(
        ThemeQuality(theme.id, round(float(cohesion[n]), 4), round(float(separation[n]), 4), int(loose[n]))
        for n, theme in enumerate(themes)
    )
