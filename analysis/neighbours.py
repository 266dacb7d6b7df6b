"""Finds the nearest comments of each comment and joins them to a graph of shared neighbourhoods."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.embed import Vectors

MOST_NEIGHBOURS = 20
_ROWS_AT_ONCE = 1024
_EDGES_AT_ONCE = 100_000


def number_of_neighbours(comments: int) -> int:
    """Return how many neighbours to look at: 20 of 6,000 comments and more, 13 of 600, 7 of 60.

    Two for each doubling: where neighbourhoods are a large part of a small collection, its groups run together.
    """
    wanted = round(2 * math.log2(max(2, comments))) - 5
    return max(0, min(MOST_NEIGHBOURS, comments - 1, max(3, wanted)))


def nearest(vectors: Vectors, count: int) -> NDArray[np.int64]:
    """Return the rows (n × count) of the nearest others by cosine, exactly; `vectors` have length 1.

    Time is quadratic in the number of rows; memory is that of one block of them.
    """
    found = np.empty((len(vectors), count), dtype=np.int64)
    for start in range(0, len(vectors), _ROWS_AT_ONCE):
        rows = np.arange(start, min(start + _ROWS_AT_ONCE, len(vectors)))
        likeness = vectors[rows] @ vectors.T
        likeness[np.arange(len(rows)), rows] = -np.inf
        found[rows] = np.argpartition(likeness, -count, axis=1)[:, -count:]
    return found


def overlap_graph(neighbours: NDArray[np.int64]) -> sparse.csr_array:
    """Return the symmetric graph (n × n) of all neighbour pairs, weighted by the overlap of their neighbourhoods.

    The weight is Jaccard's: shared members over all members of both lists, each comment in its own list.
    """
    rows, count = neighbours.shape
    members = np.hstack([neighbours, np.arange(rows)[:, None]])
    ends = np.arange(rows + 1) * (count + 1)
    lists = sparse.csr_array((np.ones(members.size, dtype=np.float32), members.ravel(), ends), (rows, rows))
    pairs = sparse.triu(lists + lists.T, k=1).tocoo()
    weights = np.empty(pairs.nnz, dtype=np.float64)
    for start in range(0, pairs.nnz, _EDGES_AT_ONCE):
        part = slice(start, start + _EDGES_AT_ONCE)
        shared = lists[pairs.row[part]].multiply(lists[pairs.col[part]]).sum(axis=1)
        weights[part] = shared / (2 * (count + 1) - shared)
    upper = sparse.coo_array((weights, (pairs.row, pairs.col)), (rows, rows)).tocsr()
    return sparse.csr_array(upper + upper.T)
