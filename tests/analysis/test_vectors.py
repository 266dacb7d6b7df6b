"""Vectors weigh rare words, are true where MiniLM was asked, and predicted elsewhere."""

import numpy as np
import pytest

from analysis.embed import sentence_vectors, static_vectors
from analysis.features import joined, predicted_sentence_vectors
from tests.analysis.comments import topical_comments

TEXTS = [text for _, text, _ in topical_comments(120)]


def test_words_that_stand_everywhere_hardly_move_a_text() -> None:
    common = [f"{text} the the the the" for text in TEXTS]
    plain, padded = static_vectors(["portal exam", "portal exam" + " the" * 60, *common])[:2]
    assert plain @ padded > 0.9


def test_the_sample_keeps_its_true_vectors_and_the_others_come_near_theirs() -> None:
    true = sentence_vectors(TEXTS)
    told: list[float] = []
    predicted = predicted_sentence_vectors(TEXTS, static_vectors(TEXTS), sample=60, tick=told.append)
    # The int8 model rounds with the texts beside, so equal to some decimals only.
    assert (true[:60] * predicted[:60]).sum(axis=1).min() > 0.98
    near = (true[60:] * predicted[60:]).sum(axis=1)
    assert 0.6 < near.mean() < 0.98
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_joined_vectors_have_length_one_and_at_most_128_numbers() -> None:
    vectors = joined(static_vectors(TEXTS), sentence_vectors(TEXTS))
    assert vectors.shape == (120, 120)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    assert vectors.dtype == np.float32


def test_a_text_of_a_megabyte_is_read_like_its_beginning() -> None:
    start = "The partner portal is slow and finds nothing. " * 40
    short, long = sentence_vectors([start, start * 500])
    assert short @ long == pytest.approx(1, abs=1e-3)
