"""Names themes and sub-themes and picks the comments that stand for them."""

from collections.abc import Sequence

import numpy as np

from analysis import label
from analysis.cluster import Labels
from analysis.collection import Collection
from analysis.embed import Vectors, unit
from analysis.grouping import Grouping
from analysis.outline import OutlinedTheme
from analysis.result import FoundSubtheme, FoundTheme


def named_themes(collection: Collection, grouping: Grouping, themes: Sequence[OutlinedTheme]) -> list[FoundTheme]:
    """Return each outlined theme with label, keywords and exemplars; shares are of all comments."""
    sizes = np.bincount(grouping.labels, collection.weights, minlength=len(grouping.centroids)).astype(np.int64)
    reading = _Reading(collection, grouping)
    theme_words = label.words_of_groups([reading.texts_of(theme.groups) for theme in themes])
    groups = [group for theme in themes for group in theme.groups]
    words = label.words_of_groups([reading.texts_of((group,)) for group in groups])
    group_words = dict(zip(groups, words, strict=True))
    found = []
    for theme, own in zip(themes, theme_words, strict=True):
        if len(theme.groups) == 1:
            group_words[theme.groups[0]] = own
        subthemes = tuple(
            FoundSubtheme(
                identifier,
                group_words[group].label,
                group_words[group].keywords,
                int(sizes[group]),
                reading.exemplars_of((group,)),
            )
            for identifier, group in zip(theme.subtheme_ids, theme.groups, strict=True)
        )
        share = theme.size / collection.comments
        exemplars = reading.exemplars_of(theme.groups)
        found.append(FoundTheme(theme.id, own.label, own.keywords, theme.size, share, exemplars, subthemes))
    return found


class _Reading:
    """The comments of any set of groups, those nearest to its middle first."""

    def __init__(self, collection: Collection, grouping: Grouping) -> None:
        self.collection, self.vectors = collection, grouping.vectors
        self.rows: dict[int, Labels] = {}
        order = np.argsort(grouping.labels, kind="stable")
        for group, rows in enumerate(np.split(order, _ends(grouping))):
            self.rows[group] = rows

    def _nearest(self, groups: Sequence[int]) -> tuple[Labels, Vectors]:
        """Return the rows nearest to the middle, at most as many as are read, and the middle (1 × width)."""
        rows = np.concatenate([self.rows[group] for group in groups])
        middle = unit(self.vectors[rows].mean(axis=0, keepdims=True))
        likeness = (self.vectors[rows] @ middle.T).ravel()
        return rows[np.lexsort((rows, -likeness))[: label.MOST_READ]], middle

    def texts_of(self, groups: Sequence[int]) -> list[str]:
        return [self.collection.texts[row] for row in self._nearest(groups)[0]]

    def exemplars_of(self, groups: Sequence[int]) -> tuple[str, ...]:
        """Return the comment ids of typical comments; of equal texts the first id stands for all."""
        rows, middle = self._nearest(groups)
        texts = [self.collection.texts[row] for row in rows]
        chosen = label.typical(texts, self.vectors[rows], middle[0])
        return tuple(self.collection.ids[rows[row]][0] for row in chosen)


def _ends(grouping: Grouping) -> Labels:
    counts = np.bincount(grouping.labels, minlength=len(grouping.centroids))
    return np.cumsum(counts)[:-1]
