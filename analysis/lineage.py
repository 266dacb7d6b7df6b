"""Finds which new clusters go on with themes that people have accepted before."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DEFAULT_THRESHOLD = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """A cluster and the theme it most resembles; similarity is the cosine of their centroids."""

    cluster: str
    theme: str
    similarity: float


def propose_matches(
    cluster_centroids: Mapping[str, NDArray[np.float32]],
    theme_centroids: Mapping[str, NDArray[np.float32]],
    *,
    threshold: float = DEFAULT_THRESHOLD,
) -> list[Match]:
    """Return the nearest theme of each cluster whose cosine is at least `threshold`, most similar first.

    Several clusters may go into one theme; a cluster goes into one at most. Centroids are MiniLM's own vectors
    (`ThemingResult.centroids` or means of `embed.embed_for_matching`), of any length; ids are the mappings' keys.
    """
    if not cluster_centroids or not theme_centroids:
        return []
    clusters, themes = sorted(cluster_centroids), sorted(theme_centroids)
    similarity = _unit_rows(cluster_centroids, clusters) @ _unit_rows(theme_centroids, themes).T
    matches = [
        Match(cluster, themes[int(row.argmax())], round(float(row.max()), 4))
        for cluster, row in zip(clusters, similarity, strict=True)
        if row.max() >= threshold
    ]
    return sorted(matches, key=lambda match: (-match.similarity, match.cluster))


def _unit_rows(centroids: Mapping[str, NDArray[np.float32]], ids: list[str]) -> NDArray[np.float64]:
    rows = np.array([centroids[identifier] for identifier in ids], dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float64] = rows / np.where(lengths > 0, lengths, 1)
    return scaled
