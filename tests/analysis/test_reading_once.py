"""A run that asks several times for the vectors of its comments has them read once."""

import numpy as np
import pytest

from analysis import embed
from analysis.embed import embed_for_matching, reading_once


def test_within_the_block_a_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = embed.english_vectors

    def counting(texts: list[str], tick: embed.Tick | None) -> embed.Vectors:
        read.extend(texts)
        return real(texts, tick)

    monkeypatch.setattr(embed, "english_vectors", counting)
    with reading_once():
        first = embed_for_matching(["The portal is slow", "Quotes take days", "The portal is slow"])
        again = embed_for_matching(["Quotes take days", "The exam is hard"])
    assert read == ["The portal is slow", "Quotes take days", "The exam is hard"]
    assert np.array_equal(first[0], first[2])
    assert np.array_equal(first[1], again[0])
    embed_for_matching(["Quotes take days"])
    assert read[-1] == "Quotes take days"
