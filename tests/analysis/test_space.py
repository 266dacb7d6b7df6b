"""A fitted space puts a text where the fitting put it, alone or beside others."""

import numpy as np
import pytest

from analysis import space
from analysis.space import fit_space, place_all
from tests.analysis.comments import topical_comments

TEXTS = sorted({text for _, text, _ in topical_comments(150)})


@pytest.mark.parametrize("semantic", [True, False])
def test_texts_are_placed_where_the_fitting_put_them(monkeypatch: pytest.MonkeyPatch, semantic: bool) -> None:
    monkeypatch.setattr(space, "TRUE_VECTORS_IN_FAST", 60)
    monkeypatch.setattr(space, "_CHARACTERS_IN_FAST", 0)
    monkeypatch.setattr(space, "TEXTS_PLACED_AT_ONCE", 17)
    fitted, sentences, vectors = fit_space(TEXTS, semantic=semantic)
    assert (fitted.predictor is None) == semantic
    assert sentences.shape == (len(TEXTS), 384)
    told: list[float] = []
    rest = TEXTS[60:]
    labels, placed = place_all(fitted, rest, vectors[:9], told.append)
    # MiniLM in int8 rounds a little differently with the texts it is computed beside.
    assert (placed * vectors[60:]).sum(axis=1).min() > (0.98 if semantic else 0.9999)
    assert np.array_equal(labels, (placed @ vectors[:9].T).argmax(axis=1))
    assert told[-1] == 1.0
    assert len(told) == -(-len(rest) // 17)
