"""From comments to themes, in named steps: collect, group, gather, outline, name, assign."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.assign import assignments, theme_centroids
from analysis.collection import Collection, collect, input_digest
from analysis.grouping import Progress, group
from analysis.label import EXEMPLARS
from analysis.levels import default_number_of_themes, steadiest_number_of_themes, theme_of_each_group
from analysis.models import usable_cores, versions
from analysis.naming import named_themes
from analysis.outline import outline
from analysis.quality import quality
from analysis.result import NON_ANSWERS, FoundSubtheme, FoundTheme, Recipe, ThemingResult
from analysis.units import likeness_of_sentences

MOST_SEMANTIC_IN_AUTO = 10_000


def fit(
    ids: Sequence[str], texts: Sequence[str], recipe: Recipe | None = None, *, progress: Progress | None = None
) -> ThemingResult:
    """Return the themes of the comments; `texts` are masked comments and `ids` theirs, each once.

    `progress` is told the step and the share of it that is done. Raises ValueError if ids repeat or the two
    lengths differ. Any text is taken: empty, one sign, a page.
    """
    recipe = recipe or Recipe()
    collection = collect(ids, texts)
    mode = _mode(recipe, len(collection.texts))
    told = progress or _tell_nobody
    with threadpool_limits(usable_cores()):
        grouping = group(
            collection.texts,
            collection.weights,
            semantic=mode == "semantic",
            seed=recipe.seed,
            at_least=recipe.themes or 1,
            progress=told,
        )
        told("naming themes", 0.0)
        sizes = np.bincount(grouping.labels, collection.weights, minlength=len(grouping.centroids))
        number = recipe.themes or steadiest_number_of_themes(
            grouping.labels, grouping.vectors, grouping.centroids, default_number_of_themes(int(sizes.sum()))
        )
        outlined = outline(theme_of_each_group(grouping.centroids, number), sizes.astype(np.int64))
        themes = named_themes(collection, grouping, outlined)
        centroid_ids, centroids = theme_centroids(grouping, outlined)
        found = assignments(
            collection,
            grouping,
            outlined,
            second_margin=recipe.second_margin,
            of_sentences=likeness_of_sentences(collection.texts, grouping) if mode == "semantic" else {},
        )
    told("naming themes", 1.0)
    return ThemingResult(
        recipe=recipe,
        mode=mode,
        versions=versions(),
        input_digest=input_digest(ids, texts),
        comments=len(ids),
        themes=(*themes, *_theme_of_non_answers(collection)),
        assignments=tuple(found),
        centroid_ids=centroid_ids,
        centroids=centroids,
        quality=quality(grouping, outlined, collection.weights),
    )


def _mode(recipe: Recipe, texts: int) -> Literal["fast", "semantic"]:
    if recipe.mode == "auto":
        return "semantic" if texts <= MOST_SEMANTIC_IN_AUTO else "fast"
    return recipe.mode


def _theme_of_non_answers(collection: Collection) -> list[FoundTheme]:
    """Return the theme of the comments that say nothing; none where there are none."""
    ids = collection.non_answers
    if not ids:
        return []
    examples = tuple(ids[:EXEMPLARS])
    alone = FoundSubtheme(NON_ANSWERS, "No answer", (), len(ids), examples)
    return [FoundTheme(NON_ANSWERS, "No answer", (), len(ids), len(ids) / collection.comments, examples, (alone,))]


def _tell_nobody(_step: str, _done: float) -> None:
    return None
