"""Puts comments into the form that theming works on: each different text once, in an order of its own."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.text import clean, is_non_answer, without_masks

_DIGEST_BYTES = 32


@dataclass(frozen=True, eq=False)
class Collection:
    """The comments that say something, each different text once, and the ids of those that don't.

    texts: sorted by digest, so that no result depends on the order of the input. ids: of each text, the sorted
    ids of its comments. non_answers: sorted ids of the rest.
    """

    texts: list[str]
    ids: list[list[str]]
    non_answers: list[str]

    @property
    def weights(self) -> NDArray[np.int64]:
        """Return how many comments each text stands for."""
        return np.array([len(ids) for ids in self.ids], dtype=np.int64)

    @property
    def comments(self) -> int:
        return len(self.non_answers) + sum(len(ids) for ids in self.ids)


def collect(ids: Sequence[str], texts: Sequence[str]) -> Collection:
    """Return the collection of comments; raises ValueError if ids repeat or the two lengths differ."""
    if len(ids) != len(texts):
        raise ValueError(f"{len(ids)} ids for {len(texts)} texts")
    if len(set(ids)) != len(ids):
        raise ValueError("an id stands for more than one comment")
    by_text: dict[str, list[str]] = {}
    non_answers: list[str] = []
    for identifier, text in zip(ids, texts, strict=True):
        cleaned = clean(without_masks(text))
        group = non_answers if is_non_answer(cleaned) else by_text.setdefault(cleaned, [])
        group.append(identifier)
    ordered = sorted(by_text, key=digest)
    return Collection(ordered, [sorted(by_text[text]) for text in ordered], sorted(non_answers))


def input_digest(ids: Sequence[str], texts: Sequence[str]) -> str:
    """Return the SHA-256 (hexadecimal) of the comments and their ids, the same in whatever order they come."""
    pairs = sorted(digest(text) + digest(identifier) for identifier, text in zip(ids, texts, strict=True))
    whole = hashlib.sha256()
    for number, pair in enumerate(pairs):
        line = f"{pair[:_DIGEST_BYTES].hex()} {pair[_DIGEST_BYTES:].hex()}"
        whole.update((f"\n{line}" if number else line).encode())
    return whole.hexdigest()


def digest(text: str) -> bytes:
    """Return the SHA-256 of a text: an order that has nothing to do with what it says."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
