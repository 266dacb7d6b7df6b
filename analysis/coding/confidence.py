"""How likely a guess is right: learned from guesses about examples whose theme the classifier was not told."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.coding.classifier import Guesses, Labelled, Rows, Shares, guess
from analysis.coding.space import Space

NAME_WEIGHTS = (0.0, 2.0, 5.0)
_USUAL_NAME_WEIGHT = 5.0
_FOLDS = 3
_FEWEST_EXAMPLES = 30
_NEW_SHARE = 0.2
"""What part of a later wave is taken to fit no theme, where nobody has said."""
# Of the three labelled sets of bench.coding at three examples a theme: used where there are too few examples.
_USUAL = np.array([0.55, 1.0, 4.0])
_USUAL_INTERCEPT = -2.6


@dataclass(frozen=True, eq=False)
class Confidence:
    """The weight of the theme's description that suits the examples, and P(right) as a function of a guess."""

    name_weight: float
    weights: NDArray[np.float64]
    intercept: float

    def of(self, guesses: Guesses) -> Shares:
        """Return P(right), 0–1, of the first theme of each row."""
        linear = _signs(guesses) @ self.weights + self.intercept
        right: Shares = 1 / (1 + np.exp(-linear))
        return right


def learn_confidence(space: Space, labelled: Labelled, fits_none: Rows, *, seed: int) -> Confidence:
    """Return how far guesses can be trusted; `fits_none` are examples of which a person said that no theme fits.

    Every example is guessed once without having been taught (three folds), and once with its whole theme left out,
    which shows what a comment on something new looks like; of such there are taken to be 20 %. P(right) is a logistic
    regression on the log-odds of the first theme, its lead, and its likeness to what carries the theme (Platt, 1999).
    """
    examples = labelled.rows[labelled.rows >= space.themes]
    if len(examples) < _FEWEST_EXAMPLES:
        return Confidence(_USUAL_NAME_WEIGHT, _USUAL, _USUAL_INTERCEPT)
    folds = np.random.default_rng(seed).permutation(len(examples)) % _FOLDS
    tested = [examples[folds == fold] for fold in range(_FOLDS)]
    truth = dict(zip(labelled.rows.tolist(), labelled.themes.tolist(), strict=True))
    name_weight = _best_name_weight(space, labelled, tested, truth)
    signs, right = [], []
    for rows in tested:
        guesses = guess(space, labelled.without(rows), name_weight=name_weight)
        signs.append(_signs(guesses)[rows])
        right.append(guesses.shares[rows].argmax(axis=1) == [truth[row] for row in rows.tolist()])
    known = np.concatenate(right)
    strange = [_signs_of_strangers(space, labelled, fold, name_weight) for fold in range(min(_FOLDS, space.themes))]
    if len(fits_none):
        strange.append(_signs(guess(space, labelled, name_weight=name_weight))[fits_none])
    strangers = np.concatenate(strange)
    return _fitted(name_weight, np.concatenate(signs), known, strangers)


def _fitted(name_weight: float, signs: Shares, right: NDArray[np.bool_], strangers: Shares) -> Confidence:
    from sklearn.linear_model import LogisticRegression

    if not right.any() or not len(strangers):
        return Confidence(name_weight, _USUAL, _USUAL_INTERCEPT)
    weight = _NEW_SHARE / (1 - _NEW_SHARE) * len(signs) / len(strangers)
    model: Any = LogisticRegression(C=10.0, max_iter=500)
    model.fit(
        np.concatenate([signs, strangers]),
        np.concatenate([right, np.zeros(len(strangers), dtype=bool)]),
        sample_weight=np.concatenate([np.ones(len(signs)), np.full(len(strangers), weight)]),
    )
    return Confidence(name_weight, np.asarray(model.coef_[0], dtype=np.float64), float(model.intercept_[0]))


def _best_name_weight(space: Space, labelled: Labelled, tested: list[Rows], truth: dict[int, int]) -> float:
    """Return the weight under which the untaught examples are likeliest, every theme counting the same."""
    plain = [guess(space, labelled.without(rows), name_weight=0.0).shares[rows] for rows in tested]
    rows = np.concatenate(tested)
    themes = np.array([truth[row] for row in rows.tolist()])
    counts = np.bincount(themes, minlength=space.themes)
    named = space.directions[rows] @ space.directions[: space.themes].T
    shares = np.log(np.concatenate(plain) + 1e-9)

    def likelihood(weight: float) -> float:
        scores = shares + weight * named
        logs = scores - np.log(np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
        logs -= scores.max(axis=1, keepdims=True)
        return float((logs[np.arange(len(rows)), themes] / counts[themes]).sum())

    return max(NAME_WEIGHTS, key=likelihood)


def _signs_of_strangers(space: Space, labelled: Labelled, fold: int, name_weight: float) -> Shares:
    """Return the signs of the examples of every third theme, guessed without anything of these themes."""
    out = labelled.themes % _FOLDS == fold
    if out.all():
        return np.zeros((0, 3))
    guesses = guess(space, labelled.without(labelled.rows[out]), name_weight=name_weight)
    rows = labelled.rows[out & (labelled.rows >= space.themes)]
    signs: Shares = _signs(guesses)[rows]
    return signs


def _signs(guesses: Guesses) -> Shares:
    """Return what tells how sure a guess is, rows × 3: log-odds of the first theme, its lead, its likeness."""
    rows = np.arange(len(guesses.shares))
    first = guesses.shares.argmax(axis=1)
    share = np.clip(guesses.shares[rows, first], 0.001, 0.999)
    second = np.sort(guesses.shares, axis=1)[:, -2] if guesses.shares.shape[1] > 1 else np.zeros(len(rows))
    return np.column_stack([np.log(share / (1 - share)), share - second, guesses.likeness[rows, first]])
