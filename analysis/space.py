"""The map from a text to the vector that is clustered: fitted on a collection, then used for any number of texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.cluster import Labels
from analysis.embed import StaticSpace, Tick, Vectors, fit_static, sentence_vectors
from analysis.features import JoinedAxes, SentencePredictor, fit_axes, fit_predictor

# FAST reads at least so many texts with the language model, more where they are short, for about the same seconds.
TRUE_VECTORS_IN_FAST = 1_500
_MOST_TRUE_VECTORS_IN_FAST = 3_000
_CHARACTERS_IN_FAST = 200_000
_LONGEST_READ = 500
TEXTS_PLACED_AT_ONCE = 20_000


@dataclass(frozen=True, eq=False)
class Space:
    """A fitted map; without a predictor every sentence is read."""

    static: StaticSpace
    predictor: SentencePredictor | None
    axes: JoinedAxes

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors (texts × at most 128) of more texts, comparable with those it was fitted on."""
        static = self.static.vectors(texts)
        sentences = self.predictor.vectors(texts, static) if self.predictor else sentence_vectors(texts)
        return self.axes.vectors(static, sentences)

    def placed(self, texts: Sequence[str], centroids: Vectors) -> tuple[Labels, Vectors]:
        """Return the nearest centroid of each text, and the vectors."""
        vectors = self.vectors(texts)
        return (vectors @ centroids.T).argmax(axis=1), vectors


def fit_space(texts: Sequence[str], *, semantic: bool, tick: Tick | None = None) -> tuple[Space, Vectors, Vectors]:
    """Return the space of a collection, its sentence vectors (texts × 384), and the vectors that are clustered.

    Reads every sentence where `semantic` or where the texts are few; else the first 1,500 to 3,000, so that the
    order of the texts must have nothing to do with their meaning.
    """
    space, static = fit_static(texts)
    predictor = None
    if semantic or len(texts) <= TRUE_VECTORS_IN_FAST:
        sentences = sentence_vectors(texts, tick)
    else:
        predictor, sentences = fit_predictor(texts, static, sample=_read_in_fast(texts), tick=tick)
    axes = fit_axes(static, sentences)
    return Space(space, predictor, axes), sentences, axes.vectors(static, sentences)


def _read_in_fast(texts: Sequence[str]) -> int:
    """Return how many of the first texts have true sentence vectors in FAST."""
    least, most = TRUE_VECTORS_IN_FAST, max(TRUE_VECTORS_IN_FAST, _MOST_TRUE_VECTORS_IN_FAST)
    lengths = np.cumsum([min(len(text), _LONGEST_READ) for text in texts[:most]])
    return max(least, int(np.searchsorted(lengths, _CHARACTERS_IN_FAST)))


def parts(texts: Sequence[str], at_once: int) -> Iterator[Sequence[str]]:
    """Yield the texts in parts, in their order."""
    for start in range(0, len(texts), at_once):
        yield texts[start : start + at_once]


def place_all(space: Space, texts: Sequence[str], centroids: Vectors, tick: Tick) -> tuple[Labels, Vectors]:
    """Return label and vector of each text, placed part by part, so that no more than the vectors is ever held."""
    labels = np.empty(len(texts), dtype=np.int64)
    vectors = np.empty((len(texts), centroids.shape[1]), dtype=np.float32)
    done = 0
    for part in parts(texts, TEXTS_PLACED_AT_ONCE):
        rows = slice(done, done + len(part))
        labels[rows], vectors[rows] = space.placed(part, centroids)
        done += len(part)
        tick(done / len(texts))
    return labels, vectors
