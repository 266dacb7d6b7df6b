"""Reads comments of several sentences sentence by sentence, for one comment may speak of several themes."""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from analysis.cluster import group_centroids
from analysis.embed import Vectors, sentence_vectors, unit
from analysis.grouping import Grouping

# Beyond so many sentences, reading each would take as long as reading the comments did.
MOST_SENTENCES = 3_000
_FEWEST_WORDS = 4
_END = re.compile(r"(?<=[.!?;…])\s+|(?<=[。！？])|\n+")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text that have four words or more; a short one goes with the sentence before it."""
    found: list[str] = []
    for part in (part.strip() for part in _END.split(text)):
        if found and len(part.split()) < _FEWEST_WORDS:
            found[-1] = f"{found[-1]} {part}".strip()
        elif part:
            found.append(part)
    return found


def likeness_of_sentences(texts: Sequence[str], grouping: Grouping) -> dict[int, Vectors]:
    """Return, for each text of several sentences by its row, their cosines (sentences × groups) with the groups.

    Measured in MiniLM's space with the mean of all texts taken away. Empty where there are more than 3,000 such
    sentences: then comments are read as wholes only.
    """
    several = {row: parts for row, text in enumerate(texts) if len(parts := sentences(text)) > 1}
    counts = [len(parts) for parts in several.values()]
    if not 0 < sum(counts) <= MOST_SENTENCES:
        return {}
    mean = grouping.sentences.mean(axis=0)
    read = unit(sentence_vectors([part for parts in several.values() for part in parts]) - mean)
    middles = group_centroids(grouping.labels, unit(grouping.sentences - mean), len(grouping.centroids))
    likeness = np.asarray(read @ middles.T, dtype=np.float32)
    ends = [0, *np.cumsum(counts).tolist()]
    return {row: likeness[start:end] for row, (start, end) in zip(several, pairwise(ends), strict=True)}
