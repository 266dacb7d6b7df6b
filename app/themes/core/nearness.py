"""What lies near in the plain sentence space: cosines of vectors as they are stored."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


def centroid_of(stored: bytes) -> Vector:
    """Return a centroid from its stored form, float32 little-endian."""
    return np.frombuffer(stored, dtype="<f4")


def stored_vectors(vectors: NDArray[np.floating]) -> list[bytes]:
    """Return each row, scaled to length 1, as float16 little-endian: half the room, equal to the third decimal."""
    return [row.tobytes() for row in _unit(np.asarray(vectors, dtype=np.float32)).astype("<f2")]


def vectors_of(stored: Sequence[bytes]) -> Vector:
    """Return unit vectors (rows × width) from their stored form; all have one width."""
    rows: Vector = np.frombuffer(b"".join(stored), dtype="<f2").reshape(len(stored), -1).astype(np.float32)
    return rows


def similarities(vector: Vector, rows: Vector) -> Vector:
    """Return the cosine of the vector with each row (rows × width)."""
    cosines: Vector = (_unit(rows) @ _unit(vector[None])[0]).astype(np.float32)
    return cosines


def nearest_centroids(
    stored: bytes | None, others: Mapping[int, bytes], *, most: int, at_least: float
) -> list[tuple[int, float]]:
    """Return the keys of the centroids that are most alike with their cosines, the most alike first."""
    if not stored or not others:
        return []
    keys = sorted(others)
    cosines = similarities(centroid_of(stored), np.stack([centroid_of(others[key]) for key in keys]))
    ranked = sorted(zip(keys, cosines.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
    return [(key, cosine) for key, cosine in ranked[:most] if cosine >= at_least]


def _unit(rows: Vector) -> Vector:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vector = (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled
