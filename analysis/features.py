"""Joins word and sentence vectors to what is clustered, and predicts the sentence vectors that weren't computed."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy import sparse

from analysis.embed import SENTENCE_WIDTH, Tick, Vectors, centred, part_of, sentence_vectors, unit
from analysis.languages import ENGLISH, languages_of, spaced

_STATIC_WEIGHT = 0.5
_WIDTH = 128
_RIDGE = 1.0
_ROWS_AT_ONCE = 8192


def predicted_sentence_vectors(
    texts: Sequence[str], static: Vectors, *, sample: int, tick: Tick | None = None
) -> Vectors:
    """Return unit sentence vectors (texts × 384): true ones for the first `sample`, predicted for all others.

    The texts must be in an order that has nothing to do with their meaning, such as that of their digests. Comments
    that aren't English have a sample of their own, for one language's words say nothing about another's.

    Kernel ridge regression, linear in TF-IDF of words and pairs of words beside the static vectors; costs the
    same few seconds whatever the number of texts.
    """
    english = np.array([language == ENGLISH for language in languages_of(texts)], dtype=bool)
    if english.all():
        return _predicted(texts, static, sample=sample, tick=tick)
    vectors = np.empty((len(texts), SENTENCE_WIDTH), dtype=np.float32)
    share = float(english.mean())
    for asked, told in ((True, part_of(tick, 0, share)), (False, part_of(tick, share, 1))):
        rows = np.flatnonzero(english == asked)
        part = [texts[int(row)] for row in rows]
        vectors[rows] = _predicted(part, static[rows], sample=sample, widened=not asked, tick=told)
    return vectors


def _predicted(
    texts: Sequence[str], static: Vectors, *, sample: int, widened: bool = False, tick: Tick | None
) -> Vectors:
    """Return true vectors, then predicted ones; `widened` gives these the spread of the true ones around the mean.

    Prediction draws texts together, and what is left of all that is said in other languages is that it is.
    """
    if len(texts) <= sample:
        return sentence_vectors(texts, tick)
    true = sentence_vectors(texts[:sample], tick)
    words = _word_weights(texts)
    sampled_words, sampled_static = words[:sample], static[:sample]
    mean = true.mean(axis=0)
    kernel = (sampled_words @ sampled_words.T).toarray() + sampled_static @ sampled_static.T
    kernel[np.diag_indices_from(kernel)] += _RIDGE
    duals = np.linalg.solve(kernel.astype(np.float64), (true - mean).astype(np.float64)).astype(np.float32)
    # Linear in the features, so the duals fold into one weight for each and no kernel of all texts is built.
    of_words, of_static = np.asarray(sampled_words.T @ duals), sampled_static.T @ duals
    predicted = np.empty((len(texts), true.shape[1]), dtype=np.float32)
    for start in range(0, len(texts), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        predicted[rows] = np.asarray(words[rows] @ of_words) + static[rows] @ of_static
    if widened:
        predicted *= _spread(true - mean) / _spread(predicted[sample:])
    for start in range(0, len(texts), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        predicted[rows] = unit(predicted[rows] + mean)
    predicted[:sample] = true
    return predicted


def _spread(vectors: Vectors) -> np.float32:
    return np.float32(max(1e-9, float(np.linalg.norm(vectors, axis=1).mean())))


def joined(static: Vectors, sentences: Vectors) -> Vectors:
    """Return the unit vectors (texts × at most 128) that are clustered: both kinds joined, then PCA."""
    sentence_part = centred(sentences)
    width = min(_WIDTH, len(static), static.shape[1] + sentence_part.shape[1])
    moments = np.zeros((static.shape[1] + sentence_part.shape[1],) * 2)
    mean = np.zeros(static.shape[1] + sentence_part.shape[1])
    for block in _blocks(sentence_part, static):
        mean += block.sum(axis=0, dtype=np.float64)
        moments += block.T @ block
    mean /= len(static)
    _, axes = np.linalg.eigh(moments / len(static) - np.outer(mean, mean))
    axes = axes[:, ::-1][:, :width].astype(np.float32)
    shifted = (mean @ axes).astype(np.float32)
    return unit(np.concatenate([block @ axes - shifted for block in _blocks(sentence_part, static)]))


def _blocks(sentences: Vectors, static: Vectors) -> Iterator[Vectors]:
    """Yield the joined unit rows block by block, so that they never exist whole."""
    for start in range(0, len(static), _ROWS_AT_ONCE):
        rows = slice(start, start + _ROWS_AT_ONCE)
        yield unit(np.hstack([sentences[rows], np.float32(_STATIC_WEIGHT) * static[rows]]))


def _word_weights(texts: Sequence[str]) -> sparse.csr_array:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, max_features=20_000, dtype=np.float32)
    try:
        return sparse.csr_array(vectorizer.fit_transform(map(spaced, texts)))
    except ValueError:
        # No word stands in two texts: the static vectors are all there is.
        return sparse.csr_array((len(texts), 1), dtype=np.float32)
