"""Learns from examples which theme a comment belongs to, and lets comments that are alike agree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.coding.space import Space

Shares = NDArray[np.float64]
Rows = NDArray[np.int64]

_C = 10.0
_ROUNDS = 3
_LEAST = 1e-9
_OWN_WEIGHT = 0.5


@dataclass(frozen=True, eq=False)
class Labelled:
    """Rows of a space and the theme (0…k−1) of each: descriptions of themes and examples."""

    rows: Rows
    themes: Rows

    def without(self, rows: Rows) -> "Labelled":
        kept = ~np.isin(self.rows, rows)
        return Labelled(self.rows[kept], self.themes[kept])


@dataclass(frozen=True, eq=False)
class Guesses:
    """What a classifier thinks of every row of a space.

    shares: rows × themes, each row sums to 1. likeness: rows × themes, the highest cosine with anything labelled so.
    """

    shares: Shares
    likeness: NDArray[np.float32]


def guess(space: Space, labelled: Labelled, *, name_weight: float) -> Guesses:
    """Return what the labelled rows teach about all rows; themes without a labelled row get a share of 0.

    Logistic regression on the vectors, balanced over themes; then each row's shares are averaged with those of its
    neighbours three times, labelled rows staying what they are (Zhou et al., "Learning with local and global
    consistency", NIPS 2003); then multiplied by exp(`name_weight` × cosine with the theme's description).
    """
    known = np.unique(labelled.themes)
    spread = _spread(space, labelled, _learned(space, labelled))
    scores = np.log(spread + _LEAST) + name_weight * (space.directions @ space.directions[: space.themes].T)
    scores[:, np.setdiff1d(np.arange(space.themes), known)] = -np.inf
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return Guesses(shares / shares.sum(axis=1, keepdims=True), _likeness(space, labelled))


def _learned(space: Space, labelled: Labelled) -> Shares:
    from sklearn.linear_model import LogisticRegression

    shares = np.zeros((len(space.vectors), space.themes))
    known = np.unique(labelled.themes)
    if len(known) == 1:
        shares[:, known] = 1
        return shares
    model = LogisticRegression(C=_C, class_weight="balanced", max_iter=300)
    model.fit(space.vectors[labelled.rows], labelled.themes)
    shares[:, model.classes_] = model.predict_proba(space.vectors)
    return shares


def _spread(space: Space, labelled: Labelled, learned: Shares) -> Shares:
    own = learned.copy()
    own[labelled.rows] = 0
    own[labelled.rows, labelled.themes] = 1
    shares = own.copy()
    for _ in range(_ROUNDS):
        shares = _OWN_WEIGHT * own + (1 - _OWN_WEIGHT) * np.asarray(space.average @ shares)
        shares[labelled.rows] = own[labelled.rows]
    return shares


def _likeness(space: Space, labelled: Labelled) -> NDArray[np.float32]:
    found = np.full((len(space.vectors), space.themes), -1, dtype=np.float32)
    for theme in np.unique(labelled.themes):
        of_theme = space.directions[labelled.rows[labelled.themes == theme]]
        found[:, theme] = (space.directions @ of_theme.T).max(axis=1)
    return found
