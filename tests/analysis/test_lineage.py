"""New clusters are proposed for the earlier themes they resemble, and for no others."""

import numpy as np
import pytest

from analysis.embed import embed_for_matching
from analysis.lineage import Match, propose_matches

EAST, NORTH = np.array([1, 0], dtype=np.float32), np.array([0, 2], dtype=np.float32)


def test_a_cluster_goes_to_its_nearest_theme_and_two_may_share_one() -> None:
    clusters = {"a": EAST, "b": np.array([3, 1], dtype=np.float32), "c": NORTH}
    matches = propose_matches(clusters, {"support": EAST, "price": NORTH}, threshold=0.9)
    assert [(m.cluster, m.theme) for m in matches] == [("a", "support"), ("c", "price"), ("b", "support")]
    assert matches[2].similarity == pytest.approx(3 / 10**0.5, abs=1e-4)


def test_a_cluster_like_no_theme_stays_new() -> None:
    between = np.array([1, 1], dtype=np.float32)
    assert propose_matches({"a": between}, {"support": EAST, "price": NORTH}, threshold=0.8) == []
    assert propose_matches({"a": np.zeros(2, dtype=np.float32)}, {"support": EAST}) == []


def test_nothing_to_match_gives_no_match() -> None:
    assert propose_matches({}, {"support": EAST}) == []
    assert propose_matches({"a": EAST}, {}) == []


def test_comments_of_another_wave_meet_their_theme() -> None:
    earlier = embed_for_matching(["The partner portal is slow.", "Certification exams cost too much."])
    later = embed_for_matching(["Exams for certificates are far too expensive.", "The portal takes ages to load."])
    assert np.linalg.norm(later, axis=1) == pytest.approx([1, 1], abs=1e-5)
    themes = {"portal": earlier[0], "exams": earlier[1]}
    matches = propose_matches({"new-1": later[0], "new-2": later[1]}, themes, threshold=0.5)
    assert {(m.cluster, m.theme) for m in matches} == {("new-1", "exams"), ("new-2", "portal")}
    assert all(isinstance(match, Match) for match in matches)
