"""Reads comments that aren't English: a multilingual encoder, and a linear map from its space into MiniLM's."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.models import map_to_english, multilingual_encoder

_TEXTS_AT_ONCE = 256
_LONGEST_IN_CHARACTERS = 600


def mapped_vectors(texts: Sequence[str], tick: Callable[[float], None] | None = None) -> NDArray[np.float32]:
    """Return a vector (texts × 384) of each text where MiniLM would put its English translation, as far as we know.

    Reads the first 600 characters. `tick` is told the share done. The map is ridge regression on English sentences
    that both models read (`bench.language_map` makes it), so a text taken for another language by mistake comes out
    near its own place.
    """
    weights, mean_before, mean_after = map_to_english()
    encoder = multilingual_encoder()
    vectors = np.zeros((len(texts), weights.shape[1]), dtype=np.float32)
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        part = [text[:_LONGEST_IN_CHARACTERS] for text in texts[start : start + _TEXTS_AT_ONCE]]
        rows = slice(start, start + len(part))
        vectors[rows] = (np.asarray(encoder.encode(part), dtype=np.float32) - mean_before) @ weights + mean_after
        if tick:
            tick(min(1.0, (start + len(part)) / len(texts)))
    return vectors
