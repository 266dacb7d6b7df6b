"""Turns comments into vectors: fast static ones of their words, and MiniLM's of their sentences.

Comments that aren't English get the place in MiniLM's space that their meaning has there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.languages import ENGLISH, languages_of
from analysis.models import sentence_session, sentence_tokenizer, static_table, static_tokenizer
from analysis.multilingual import mapped_vectors

Vectors = NDArray[np.float32]
Tick = Callable[[float], None]

SENTENCE_WIDTH = 384
# Of smooth inverse frequency weighting (Arora, Liang & Ma, ICLR 2017).
_RARE_SHARE = 0.001
_read: ContextVar[dict[str, Vectors] | None] = ContextVar("read", default=None)
_TOKENS_IN_A_BATCH = 2048
_TEXTS_TOKENIZED_AT_ONCE = 4096


def unit(vectors: Vectors) -> Vectors:
    """Return the rows scaled to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 1e-9, lengths, 1)).astype(np.float32)


def centred(vectors: Vectors) -> Vectors:
    """Return the rows with their mean taken away, scaled to length 1."""
    return unit(vectors - vectors.mean(axis=0, dtype=np.float64).astype(np.float32))


@dataclass(frozen=True, eq=False)
class StaticSpace:
    """What static vectors are made with: the weight of each token, and the mean of each language, taken away."""

    weights: Vectors
    means: Mapping[str, Vectors]

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors (texts × 256) of more texts, comparable with those it was fitted on.

        A language that wasn't there has no mean to take away.
        """
        vectors = _weighted(_token_counts(texts), self.weights)
        languages = np.array(languages_of(texts))
        for language, mean in self.means.items():
            rows = languages == language
            vectors[rows] = unit(vectors[rows] - mean)
        return vectors


def static_vectors(texts: Sequence[str]) -> Vectors:
    """Return a centred unit vector (texts × 256) of each text: the mean of its tokens' vectors, rare ones first.

    A token weighs 0.001 / (0.001 + its share of all tokens). The vectors depend on the whole collection. Each
    language is centred by itself, so that sharing a language makes no two texts alike.
    """
    return fit_static(texts)[1]


def fit_static(texts: Sequence[str]) -> tuple[StaticSpace, Vectors]:
    """Return the space of a collection's static vectors, and these vectors."""
    counts = _token_counts(texts)
    share = np.asarray(counts.sum(axis=0)).ravel() / max(1, counts.sum())
    weights = (_RARE_SHARE / (_RARE_SHARE + share)).astype(np.float32)
    vectors = _weighted(counts, weights)
    languages = np.array(languages_of(texts))
    means = {}
    for language in sorted(set(languages)):
        rows = languages == language
        means[language] = vectors[rows].mean(axis=0, dtype=np.float64).astype(np.float32)
        vectors[rows] = unit(vectors[rows] - means[language])
    return StaticSpace(weights, means), vectors


@contextmanager
def reading_once() -> Iterator[None]:
    """Within the block no text is read twice by a language model, whoever asks; its vectors are kept meanwhile."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def sentence_vectors(texts: Sequence[str], tick: Tick | None = None) -> Vectors:
    """Return MiniLM's unit vector (texts × 384) of each text, the mean over its first 128 tokens.

    Texts that aren't English are read by the multilingual model instead and mapped, see `multilingual`. The int8
    model rounds a little differently with the texts it is computed beside: hand texts over in a fixed order to get
    the same numbers. `tick` is told the share done.
    """
    known = _read.get()
    if known is None:
        return _sentence_vectors(texts, tick)
    unread = list(dict.fromkeys(text for text in texts if text not in known))
    if unread:
        known.update(zip(unread, _sentence_vectors(unread, tick), strict=True))
    return np.stack([known[text] for text in texts]) if texts else np.zeros((0, SENTENCE_WIDTH), dtype=np.float32)


def _sentence_vectors(texts: Sequence[str], tick: Tick | None) -> Vectors:
    languages = languages_of(texts)
    others = [row for row, language in enumerate(languages) if language != ENGLISH]
    if not others:
        return english_vectors(texts, tick)
    english = [row for row, language in enumerate(languages) if language == ENGLISH]
    vectors = np.zeros((len(texts), SENTENCE_WIDTH), dtype=np.float32)
    share = len(english) / len(texts)
    vectors[english] = english_vectors([texts[row] for row in english], part_of(tick, 0, share))
    vectors[others] = unit(mapped_vectors([texts[row] for row in others], part_of(tick, share, 1)))
    return vectors


def part_of(tick: Tick | None, start: float, end: float) -> Tick | None:
    """Return what a part of the work is told to tick with, where it goes from `start` to `end` of the whole."""
    return (lambda done: tick(start + done * (end - start))) if tick else None


def english_vectors(texts: Sequence[str], tick: Tick | None = None) -> Vectors:
    """Return MiniLM's unit vector (texts × 384) of each text, whatever its language."""
    vectors = np.zeros((len(texts), SENTENCE_WIDTH), dtype=np.float32)
    encoded = _encode(texts)
    order = sorted(range(len(texts)), key=lambda row: (len(encoded[row]), row))
    done = 0
    while done < len(order):
        rows = _next_batch(order, done, encoded)
        vectors[rows] = _pooled([encoded[row] for row in rows])
        done += len(rows)
        if tick:
            tick(done / len(order))
    return unit(vectors)


def embed_for_matching(texts: Sequence[str]) -> Vectors:
    """Return MiniLM's plain unit vectors (texts × 384), which may be compared from one run to another."""
    return sentence_vectors(texts)


def _weighted(counts: sparse.csr_array, weights: Vectors) -> Vectors:
    return unit(np.asarray(counts.multiply(weights).tocsr() @ static_table()))


def _token_counts(texts: Sequence[str]) -> sparse.csr_array:
    tokenizer, width = static_tokenizer(), static_table().shape[0]
    ids: list[NDArray[np.int32]] = []
    for start in range(0, len(texts), _TEXTS_TOKENIZED_AT_ONCE):
        part = list(texts[start : start + _TEXTS_TOKENIZED_AT_ONCE])
        encoded = tokenizer.encode_batch_fast(part, add_special_tokens=False)
        ids += [np.array(one.ids, dtype=np.int32) for one in encoded]
    ends = np.cumsum([0, *(len(one) for one in ids)])
    columns = np.concatenate([*ids, np.zeros(0, dtype=np.int32)])
    counts = sparse.csr_array((np.ones(len(columns), dtype=np.float32), columns, ends), (len(ids), width))
    counts.sum_duplicates()
    return counts


def _encode(texts: Sequence[str]) -> list[list[int]]:
    tokenizer, encoded = sentence_tokenizer(), []
    for start in range(0, len(texts), _TEXTS_TOKENIZED_AT_ONCE):
        # Characters beyond any 128 tokens are cut first: a text of a megabyte costs no more than a page.
        part = [text[:2000] for text in texts[start : start + _TEXTS_TOKENIZED_AT_ONCE]]
        encoded += [one.ids for one in tokenizer.encode_batch_fast(part)]
    return encoded


def _next_batch(order: list[int], start: int, encoded: list[list[int]]) -> list[int]:
    """Return the next rows in order of length whose padded tokens fit a batch."""
    end = start
    while end < len(order) and (end - start + 1) * len(encoded[order[end]]) <= _TOKENS_IN_A_BATCH:
        end += 1
    return order[start : max(end, start + 1)]


def _pooled(encoded: list[list[int]]) -> Vectors:
    longest = max(len(ids) for ids in encoded)
    tokens = np.zeros((len(encoded), longest), dtype=np.int64)
    for row, ids in enumerate(encoded):
        tokens[row, : len(ids)] = ids
    seen = np.array([[place < len(ids) for place in range(longest)] for ids in encoded], dtype=np.int64)
    inputs = {"input_ids": tokens, "attention_mask": seen, "token_type_ids": np.zeros_like(tokens)}
    (hidden,) = sentence_session().run(None, inputs)
    summed = np.einsum("bth,bt->bh", hidden, seen.astype(np.float32))
    return np.asarray(summed / seen.sum(axis=1, keepdims=True), dtype=np.float32)
