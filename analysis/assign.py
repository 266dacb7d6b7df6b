"""Assigns every comment to its theme, and to a second one where it lies nearly as close."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.cluster import group_centroids
from analysis.collection import Collection
from analysis.embed import Vectors
from analysis.grouping import Grouping
from analysis.outline import OutlinedTheme
from analysis.result import NON_ANSWERS, Assignment

# A theme less alike than this is never named second: most comments are that near to several.
_LEAST_SCORE_OF_SECOND = 0.35
# A sentence speaks of another theme if it is so much more alike to that one than to the comment's primary theme.
_LEAST_LEAD_OF_SENTENCE = 0.25
_ROWS_AT_ONCE = 4096


def assignments(
    collection: Collection,
    grouping: Grouping,
    themes: Sequence[OutlinedTheme],
    *,
    second_margin: float,
    of_sentences: Mapping[int, Vectors] | None = None,
) -> list[Assignment]:
    """Return the assignments of every comment, sorted by comment id and rank: one of rank 1, at most one of rank 2.

    The score is the cosine of the comment with the centroid of its sub-theme, 0 where it is negative. A second
    theme is that of a sentence that is clearly about it (`of_sentences`: as `units.likeness_of_sentences` returns
    them; its score is the sentence's), or one that scores at most `second_margin` less than the primary one.
    """
    found = [Assignment(identifier, NON_ANSWERS, NON_ANSWERS, 1, 1.0) for identifier in collection.non_answers]
    for row, of_row in enumerate(_assigned_rows(grouping, themes, second_margin, of_sentences or {})):
        for identifier in collection.ids[row]:
            found += [
                Assignment(identifier, theme_id, subtheme_id, rank, score)
                for rank, (theme_id, subtheme_id, score) in enumerate(of_row, start=1)
            ]
    return sorted(found, key=lambda assignment: (assignment.id, assignment.rank))


def theme_centroids(grouping: Grouping, themes: Sequence[OutlinedTheme]) -> tuple[tuple[str, ...], Vectors]:
    """Return the ids of all themes and sub-themes and their unit centroids in MiniLM's own space (ids × 384).

    Of the texts whose sentence vectors were kept, which are a random sample of a large collection.
    """
    labels = grouping.labels[: len(grouping.sentences)]
    groups = group_centroids(labels, grouping.sentences, len(grouping.centroids))
    place = {group: number for number, theme in enumerate(themes) for group in theme.groups}
    theme_of_text = np.array([place[int(label)] for label in labels], dtype=np.int64)
    of_themes = group_centroids(theme_of_text, grouping.sentences, len(themes))
    ids = [theme.id for theme in themes] + [s for theme in themes for s in theme.subtheme_ids]
    rows = [group for theme in themes for group in theme.groups]
    return tuple(ids), np.vstack([of_themes, groups[rows]])


def _assigned_rows(
    grouping: Grouping, themes: Sequence[OutlinedTheme], margin: float, of_sentences: Mapping[int, Vectors]
) -> Iterator[list[tuple[str, str, float]]]:
    """Yield (theme id, sub-theme id, score) of each text's primary theme and, where there is one, its second."""
    ids = {
        group: (theme.id, subtheme_id)
        for theme in themes
        for group, subtheme_id in zip(theme.groups, theme.subtheme_ids, strict=True)
    }
    theme_of = np.array([ids[group][0] if group in ids else "" for group in range(len(grouping.centroids))])
    for start in range(0, len(grouping.labels), _ROWS_AT_ONCE):
        scores = np.clip(grouping.vectors[start : start + _ROWS_AT_ONCE] @ grouping.centroids.T, 0, 1)
        for place, row in enumerate(scores, start=start):
            primary = int(grouping.labels[place])
            elsewhere = (theme_of != theme_of[primary]) & (theme_of != "")
            second = _of_a_sentence(of_sentences.get(place), elsewhere) or _nearly_as_close(
                row, elsewhere, max(_LEAST_SCORE_OF_SECOND, float(row[primary]) - margin)
            )
            assigned = [(*ids[primary], _rounded(row[primary]))]
            yield assigned if second is None else [*assigned, (*ids[second[0]], _rounded(second[1]))]


def _of_a_sentence(likeness: Vectors | None, elsewhere: NDArray[np.bool_]) -> tuple[int, np.float32] | None:
    """Return the group of another theme, and its score, that a sentence is clearly about."""
    if likeness is None or not elsewhere.any():
        return None
    there = np.where(elsewhere, likeness, -1)
    lead = there.max(axis=1) - np.where(elsewhere, -1, likeness).max(axis=1)
    clear = (lead >= _LEAST_LEAD_OF_SENTENCE) & (there.max(axis=1) >= _LEAST_SCORE_OF_SECOND)
    if not clear.any():
        return None
    sentence = int(np.argmax(np.where(clear, there.max(axis=1), -1)))
    group = int(there[sentence].argmax())
    return group, there[sentence, group]


def _nearly_as_close(scores: Vectors, elsewhere: NDArray[np.bool_], least: float) -> tuple[int, np.float32] | None:
    there = np.where(elsewhere, scores, -1)
    group = int(there.argmax())
    return (group, there[group]) if there[group] >= least else None


def _rounded(score: np.float32) -> float:
    return round(float(score), 4)
