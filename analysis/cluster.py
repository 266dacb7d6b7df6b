"""Finds the groups of comments: communities of the neighbour graph, smoothed and settled."""

import ctypes
import threading

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.embed import Vectors, unit

Labels = NDArray[np.int64]

_c_random = threading.Lock()
_RUNS_TO_AGREE = 10
# Between the seeds of two runs: far enough for neighbouring seeds of a recipe to share none.
_BETWEEN_SEEDS = 7_919


def communities(graph: sparse.csr_array, *, seed: int, resolution: float = 1.0) -> Labels:
    """Return the community (0…k−1) of each node that many runs of the Leiden algorithm agree on.

    Leiden (Traag, Waltman & van Eck, 2019) ends elsewhere with another seed, so its communities come from a second
    pass over the edges, each weighted by the share of the runs that kept its two ends together (consensus clustering:
    Lancichinetti & Fortunato, Scientific Reports 2, 336, 2012).
    """
    if graph.nnz == 0:
        return np.zeros(graph.shape[0], dtype=np.int64)
    edges = graph.tocoo()
    together, found = np.zeros(graph.nnz), np.zeros(graph.shape[0], dtype=np.int64)
    for run in range(_RUNS_TO_AGREE):
        found = _leiden(graph, seed=seed + run * _BETWEEN_SEEDS, resolution=resolution)
        together += found[edges.row] == found[edges.col]
    agreed = sparse.coo_array((edges.data * together / _RUNS_TO_AGREE, (edges.row, edges.col)), graph.shape).tocsr()
    agreed.eliminate_zeros()
    return _leiden(agreed, seed=seed, resolution=resolution) if agreed.nnz else found


def _leiden(graph: sparse.csr_array, *, seed: int, resolution: float) -> Labels:
    from sknetwork.clustering import Leiden

    with _c_random:
        # scikit-network's refinement draws from C's rand() and leaves its own random_state unused.
        ctypes.CDLL(None).srand((seed + 2) % 2**32)  # glibc takes 0 and 1 for the same seed
        found = Leiden(resolution=resolution).fit_predict(sparse.csr_matrix(graph))
    return np.asarray(found, dtype=np.int64)


def smallest_size(comments: int) -> int:
    """Return how many comments make a group: five, or a 400th of many; fewer only among a few dozen."""
    return max(2, min(5, comments // 12), comments // 400)


def without_small_groups(labels: Labels, vectors: Vectors, weights: NDArray[np.int64], smallest: int) -> Labels:
    """Return the labels (0…k−1) with each group of fewer than `smallest` comments moved to the nearest larger one.

    `weights` say how many comments a row stands for. If no group is large enough, the largest one takes all.
    """
    sizes = np.bincount(labels, weights)
    large = np.flatnonzero(sizes >= smallest)
    if len(large) == 0:
        large = np.array([int(sizes.argmax())])
    kept = np.searchsorted(large, labels)
    stays = np.isin(labels, large)
    centroids = group_centroids(kept[stays], vectors[stays], len(large))
    moved = (vectors[~stays] @ centroids.T).argmax(axis=1) if (~stays).any() else np.zeros(0, dtype=np.int64)
    result = np.empty(len(labels), dtype=np.int64)
    result[stays], result[~stays] = kept[stays], moved
    return result


def smoothed(vectors: Vectors, graph: sparse.csr_array) -> Vectors:
    """Return the vectors moved half-way to the average of their neighbours in the graph, twice."""
    degrees = np.asarray(graph.sum(axis=1)).ravel()
    scale = sparse.diags_array((1 / np.where(degrees > 0, degrees, 1)).astype(np.float32))
    average = sparse.csr_array(scale @ graph).astype(np.float32)
    for _ in range(2):
        vectors = unit(vectors + unit(np.asarray(average @ vectors, dtype=np.float32)))
    return vectors


def settled(labels: Labels, vectors: Vectors) -> Labels:
    """Return the labels after k-means from the groups' own centroids; a group that ends empty disappears."""
    from sklearn.cluster import KMeans

    count = int(labels.max()) + 1
    if count == 1:
        return labels
    start = np.stack([vectors[labels == label].mean(axis=0) for label in range(count)])
    found = KMeans(count, init=start, n_init=1).fit_predict(vectors)
    return np.unique(found, return_inverse=True)[1].astype(np.int64)


def group_centroids(labels: Labels, vectors: Vectors, count: int) -> Vectors:
    """Return the unit centroid (count × width) of each group."""
    members = sparse.csr_array(
        (np.ones(len(labels), dtype=np.float32), (labels, np.arange(len(labels)))), (count, len(labels))
    )
    return unit(np.asarray(members @ vectors, dtype=np.float32))
