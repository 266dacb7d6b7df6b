"""Joins word and sentence vectors to what is clustered, and predicts the sentence vectors that weren't computed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.embed import SENTENCE_WIDTH, Tick, Vectors, part_of, sentence_vectors, unit
from analysis.languages import ENGLISH, languages_of, spaced

_STATIC_WEIGHT = 0.5
_WIDTH = 128
_RIDGE = 1.0
_ROWS_AT_ONCE = 8192


@dataclass(frozen=True, eq=False)
class _Regression:
    """Kernel ridge regression of sentence vectors, linear in TF-IDF of words and pairs beside the static vectors.

    Linear in the features, so the duals are folded into one weight for each and no kernel of all texts is built.
    """

    vectorizer: Any
    of_words: Vectors
    of_static: Vectors
    mean: Vectors
    widening: np.float32

    def vectors(self, words: sparse.csr_array, static: Vectors) -> Vectors:
        return self.placed(self.around_the_mean(words, static))

    def around_the_mean(self, words: sparse.csr_array, static: Vectors) -> Vectors:
        predicted = np.empty((len(static), len(self.mean)), dtype=np.float32)
        for start in range(0, len(static), _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            predicted[rows] = np.asarray(words[rows] @ self.of_words) + static[rows] @ self.of_static
        return predicted

    def placed(self, predicted: Vectors) -> Vectors:
        for start in range(0, len(predicted), _ROWS_AT_ONCE):
            rows = slice(start, start + _ROWS_AT_ONCE)
            predicted[rows] = unit(predicted[rows] * self.widening + self.mean)
        return predicted


@dataclass(frozen=True, eq=False)
class SentencePredictor:
    """Predicts the sentence vectors of English texts and of others, each from a sample of theirs that was read."""

    sides: Mapping[bool, _Regression]

    def vectors(self, texts: Sequence[str], static: Vectors) -> Vectors:
        """Return the predicted unit vectors (texts × 384); a side of which nothing was read before is read."""
        vectors = np.empty((len(texts), SENTENCE_WIDTH), dtype=np.float32)
        for is_english, rows in _sides(texts):
            part, found = [texts[row] for row in rows], self.sides.get(is_english)
            if found:
                vectors[rows] = found.vectors(_word_weights(found.vectorizer, part), static[rows])
            else:
                vectors[rows] = sentence_vectors(part)
        return vectors


def predicted_sentence_vectors(
    texts: Sequence[str], static: Vectors, *, sample: int, tick: Tick | None = None
) -> Vectors:
    """Return unit sentence vectors (texts × 384): true ones for the first `sample`, predicted for all others.

    The texts must be in an order that has nothing to do with their meaning, such as that of their digests. English
    and the other languages have a sample each, for one's words say nothing about the other's. Costs the same few
    seconds whatever the number of texts.
    """
    return fit_predictor(texts, static, sample=sample, tick=tick)[1]


def fit_predictor(
    texts: Sequence[str], static: Vectors, *, sample: int, tick: Tick | None = None
) -> tuple[SentencePredictor, Vectors]:
    """Return the predictor that `predicted_sentence_vectors` uses, and its vectors of these texts."""
    vectors = np.empty((len(texts), SENTENCE_WIDTH), dtype=np.float32)
    sides, done = {}, 0.0
    for is_english, rows in _sides(texts):
        end = done + len(rows) / len(texts)
        part = [texts[row] for row in rows]
        sides[is_english], vectors[rows] = _fit(
            part, static[rows], sample=sample, widened=not is_english, tick=part_of(tick, done, end)
        )
        done = end
    return SentencePredictor(sides), vectors


def _sides(texts: Sequence[str]) -> list[tuple[bool, NDArray[np.int64]]]:
    """Return whether English, and the rows, of the English texts and of the others; empty ones are left out."""
    english = np.array([language == ENGLISH for language in languages_of(texts)], dtype=bool)
    sides = [(True, np.flatnonzero(english)), (False, np.flatnonzero(~english))]
    return [(is_english, rows) for is_english, rows in sides if len(rows)]


def _fit(
    texts: Sequence[str], static: Vectors, *, sample: int, widened: bool, tick: Tick | None
) -> tuple[_Regression, Vectors]:
    """Return the regression and its vectors; `widened` gives predicted ones the spread of true ones around the mean.

    Prediction draws texts together, and what is left of all that is said in other languages is that it is.
    """
    true = sentence_vectors(texts[:sample], tick)
    vectorizer, words = _fitted_vectorizer(texts)
    sampled_words, sampled_static = words[:sample], static[:sample]
    mean = true.mean(axis=0)
    kernel = (sampled_words @ sampled_words.T).toarray() + sampled_static @ sampled_static.T
    kernel[np.diag_indices_from(kernel)] += _RIDGE
    duals = np.linalg.solve(kernel.astype(np.float64), (true - mean).astype(np.float64)).astype(np.float32)
    of_words, of_static = np.asarray(sampled_words.T @ duals), sampled_static.T @ duals
    regression = _Regression(vectorizer, of_words, of_static, mean, np.float32(1))
    if len(texts) <= sample:
        return regression, true
    predicted = regression.around_the_mean(words, static)
    if widened:
        regression = replace(regression, widening=_spread(true - mean) / _spread(predicted[sample:]))
    predicted = regression.placed(predicted)
    predicted[:sample] = true
    return regression, predicted


def _spread(vectors: Vectors) -> np.float32:
    return np.float32(max(1e-9, float(np.linalg.norm(vectors, axis=1).mean())))


@dataclass(frozen=True, eq=False)
class JoinedAxes:
    """The mean sentence, and the principal axes of the joined vectors with the mean's place on them."""

    sentence_mean: Vectors
    axes: Vectors
    shift: Vectors

    def vectors(self, static: Vectors, sentences: Vectors) -> Vectors:
        """Return the unit vectors (texts × at most 128) that are clustered."""
        blocks = _blocks(sentences, self.sentence_mean, static)
        return unit(np.concatenate([block @ self.axes - self.shift for block in blocks]))


def joined(static: Vectors, sentences: Vectors) -> Vectors:
    """Return the unit vectors (texts × at most 128) that are clustered: both kinds joined, then PCA."""
    return fit_axes(static, sentences).vectors(static, sentences)


def fit_axes(static: Vectors, sentences: Vectors) -> JoinedAxes:
    """Return the axes on which `joined` puts these vectors."""
    sentence_mean = sentences.mean(axis=0, dtype=np.float64).astype(np.float32)
    both = static.shape[1] + sentences.shape[1]
    width = min(_WIDTH, len(static), both)
    moments: NDArray[np.float64] = np.zeros((both, both))
    mean = np.zeros(both)
    for block in _blocks(sentences, sentence_mean, static):
        mean += block.sum(axis=0, dtype=np.float64)
        moments += block.T @ block
    mean /= len(static)
    _, axes = np.linalg.eigh(moments / len(static) - np.outer(mean, mean))
    axes = axes[:, ::-1][:, :width].astype(np.float32)
    return JoinedAxes(sentence_mean, axes, (mean @ axes).astype(np.float32))


def _blocks(sentences: Vectors, sentence_mean: Vectors, static: Vectors) -> Iterator[Vectors]:
    """Yield the joined unit rows block by block, so that they never exist whole."""
    for start in range(0, len(static), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        centred = unit(sentences[rows] - sentence_mean)
        yield unit(np.hstack([centred, np.float32(_STATIC_WEIGHT) * static[rows]]))


def _fitted_vectorizer(texts: Sequence[str]) -> tuple[Any, sparse.csr_array]:
    """Return TF-IDF of words and pairs, and its weights of the texts; None where no word stands in two of them."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, max_features=20_000, dtype=np.float32)
    try:
        return vectorizer, sparse.csr_array(vectorizer.fit_transform(map(spaced, texts)))
    except ValueError:
        return None, _word_weights(None, texts)


def _word_weights(vectorizer: Any, texts: Sequence[str]) -> sparse.csr_array:
    if vectorizer is None:
        return sparse.csr_array((len(texts), 1), dtype=np.float32)
    return sparse.csr_array(vectorizer.transform(map(spaced, texts)))
