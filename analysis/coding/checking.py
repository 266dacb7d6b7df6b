"""Which codings people check: a random sample, and first what teaches the classifier most."""

import numpy as np
from numpy.typing import NDArray

from analysis.embed import Vectors


def sample_to_check(count: int, size: int, *, seed: int) -> list[int]:
    """Return rows drawn at random without replacement, in random order: the first ones alone are a sample as well."""
    return [int(row) for row in np.random.default_rng(seed).permutation(count)[:size]]


def order_to_ask(confidence: NDArray[np.float64], vectors: Vectors, most: int) -> list[int]:
    """Return at most `most` rows in the order in which a person's word teaches most: unsure, and unlike those before.

    `confidence` is P(right) in 0–1 of each row, `vectors` (rows × width) have length 1. Each step takes the row with
    the largest product of its uncertainty 4p(1 − p) and its distance from the nearest one taken (uncertainty
    sampling with diversity; Settles, Active Learning, 2012, ch. 2 and 5).
    """
    unsure = 4 * confidence * (1 - confidence)
    nearest = np.zeros(len(vectors), dtype=np.float32)
    taken: list[int] = []
    for _ in range(min(most, len(vectors))):
        gain = unsure * (1 - nearest) + 1e-6 * unsure
        gain[taken] = -1
        row = int(gain.argmax())
        taken.append(row)
        nearest = np.maximum(nearest, np.clip(vectors @ vectors[row], 0, 1))
    return taken
