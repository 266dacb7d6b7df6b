"""The steps from distinct comments to their groups, in order; large collections are grouped by a sample."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from analysis import cluster, neighbours
from analysis.cluster import Labels
from analysis.embed import SENTENCE_WIDTH, Vectors, sentence_vectors
from analysis.space import fit_space, place_all

Progress = Callable[[str, float], None]

# The exact neighbour search is quadratic; beyond this many texts a sample is grouped and the rest follow.
MOST_SEARCHED = 15_000
# So many are fitted together; beyond, the others are placed in their space part by part, to bound the memory.
MOST_FITTED = 50_000
_MOST_RESOLUTION = 8.0
# Communities of a small graph are coarse: up to so many texts they are asked to be finer.
_SMALL = 1_500
_RESOLUTION_OF_SMALL = 1.5


@dataclass(frozen=True, eq=False)
class Grouping:
    """The groups of the texts, and the vectors they were found with.

    labels: group of each text, 0…k−1. vectors: texts × ≤ 128, of length 1, what was clustered. sentences: the first
    texts (50,000 at most) × 384, MiniLM's own (or predicted) unit vectors. centroids: k × ≤ 128, of length 1.
    """

    labels: Labels
    vectors: Vectors
    sentences: Vectors
    centroids: Vectors


def group(
    texts: Sequence[str],
    weights: NDArray[np.int64],
    *,
    semantic: bool,
    seed: int,
    at_least: int,
    progress: Progress,
) -> Grouping:
    """Return the groups of distinct texts; `weights` say how many comments each stands for.

    The texts come in the order of their digests, so that the first ones are a random sample, and mostly the same
    sample when some comments are added or left out.

    Asks for `at_least` so many groups by raising the resolution, and takes fewer where the texts don't have them.
    """
    if len(texts) < 3:
        return _one_group(texts)
    progress("reading words", 0.0)
    fitted, others = texts[:MOST_FITTED], texts[MOST_FITTED:]
    space, sentences, vectors = fit_space(fitted, semantic=semantic, tick=partial(progress, "reading sentences"))
    progress("finding groups", 0.0)
    found = _groups_of(vectors[:MOST_SEARCHED], weights[:MOST_SEARCHED], seed=seed, at_least=at_least)
    centroids = cluster.group_centroids(found, vectors[:MOST_SEARCHED], int(found.max()) + 1)
    followers = (vectors[MOST_SEARCHED:] @ centroids.T).argmax(axis=1)
    labels = np.concatenate([found, followers])
    if others:
        placed, placed_vectors = place_all(space, others, centroids, partial(progress, "placing the others"))
        labels, vectors = np.concatenate([labels, placed]), np.concatenate([vectors, placed_vectors])
    return Grouping(labels, vectors, sentences, cluster.group_centroids(labels, vectors, len(centroids)))


def _groups_of(vectors: Vectors, weights: NDArray[np.int64], *, seed: int, at_least: int) -> Labels:
    """Return the settled groups; tries finer resolutions until there are `at_least` so many."""
    graph = neighbours.overlap_graph(neighbours.nearest(vectors, neighbours.number_of_neighbours(len(vectors))))
    smooth = cluster.smoothed(vectors, graph)
    smallest = cluster.smallest_size(int(weights.sum()))
    resolution = _RESOLUTION_OF_SMALL if len(vectors) <= _SMALL else 1.0
    while True:
        found = cluster.communities(graph, seed=seed, resolution=resolution)
        found = cluster.without_small_groups(found, vectors, weights, smallest)
        found = cluster.settled(found, smooth)
        resolution *= 1.5
        if found.max() + 1 >= at_least or resolution > _MOST_RESOLUTION:
            return found


def _one_group(texts: Sequence[str]) -> Grouping:
    """Return one group of a text or two, which have no neighbourhoods to compare."""
    sentences = sentence_vectors(texts) if texts else np.zeros((0, SENTENCE_WIDTH), dtype=np.float32)
    labels = np.zeros(len(texts), dtype=np.int64)
    return Grouping(labels, sentences, sentences, cluster.group_centroids(labels, sentences, 1))
