"""Learns from examples which theme a comment belongs to, and lets comments that are alike agree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

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

    def only(self, rows: Rows) -> "Labelled":
        kept = np.isin(self.rows, rows)
        return Labelled(self.rows[kept], self.themes[kept])


@dataclass(frozen=True, eq=False)
class Guesses:
    """What a classifier thinks of every row of a space.

    shares: rows × themes, each row sums to 1. likeness: rows × themes, the highest cosine with anything labelled so.
    """

    shares: Shares
    likeness: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Mixture:
    """How much the likeness to a theme's description counts, and how sharply shares are told apart."""

    name_weight: float
    sharpness: float


def guess(space: Space, labelled: Labelled, mixture: Mixture) -> Guesses:
    """Return what the labelled rows teach about all rows; themes without a labelled row get a share of 0.

    Logistic regression on the vectors, balanced over themes; then each row's shares are averaged with those of its
    neighbours three times, labelled rows staying what they are (Zhou et al., "Learning with local and global
    consistency", NIPS 2003); then mixed with the likeness to the themes' descriptions.
    """
    known = np.unique(labelled.themes)
    spread = _spread(space, labelled, _learned(space, labelled))
    described = space.directions @ space.directions[: space.themes].T
    described[:, np.setdiff1d(np.arange(space.themes), known)] = -np.inf
    return Guesses(mixed(spread, described, mixture), _likeness(space, labelled))


def mixed(shares: Shares, described: NDArray[np.float32], mixture: Mixture) -> Shares:
    """Return shares × exp(name weight × cosine with the description), to the power of the sharpness, summing to 1."""
    with np.errstate(invalid="ignore"):
        likeness = np.where(np.isneginf(described), -np.inf, mixture.name_weight * described)
    scores = mixture.sharpness * (np.log(shares + _LEAST) + likeness)
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Shares = grown / grown.sum(axis=1, keepdims=True)
    return result


def _learned(space: Space, labelled: Labelled) -> Shares:
    from sklearn.linear_model import LogisticRegression

    shares = np.zeros((len(space.vectors), space.themes))
    known = np.unique(labelled.themes)
    if len(known) == 1:
        shares[:, known] = 1
        return shares
    model = LogisticRegression(C=_C, class_weight="balanced", max_iter=300)
    # As words: of whole numbers that nearly all differ scikit-learn warns that they may be amounts.
    # On one thread: its many small steps take thirty times as long where threads wait for each other.
    with threadpool_limits(1):
        model.fit(space.vectors[labelled.rows], labelled.themes.astype(str))
    shares[:, model.classes_.astype(np.int64)] = model.predict_proba(space.vectors)
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
