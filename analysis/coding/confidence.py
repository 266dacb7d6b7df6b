"""How likely a guess is right: learned from guesses about examples whose theme the classifier was not told."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.coding.classifier import Guesses, Labelled, Mixture, Rows, Shares, guess, mixed
from analysis.coding.space import Space

_NAME_WEIGHTS = (0.0, 1.0, 2.0, 5.0)
_SHARPNESSES = (0.7, 1.0, 1.4, 2.0, 3.0, 4.0)
_USUAL_MIXTURE = Mixture(5.0, 1.0)
_PLAIN = Mixture(0.0, 1.0)
_FOLDS = 3
_FEWEST_EXAMPLES, _MOST_EXAMPLES = 30, 1_200
_NEW_SHARE = 0.2
"""What part of a later wave is taken to fit no theme, where nobody has said."""
# Set by hand to be modest, as three examples a theme give no more to learn from: used where there are too few examples.
_USUAL = np.array([0.55, 1.0, 4.0])
_USUAL_INTERCEPT = -2.6


@dataclass(frozen=True, eq=False)
class Confidence:
    """The mixture that suits the examples, and P(right) as a function of a guess."""

    mixture: Mixture
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
    which shows what a comment on something new looks like; of such there are taken to be 20 %. Of more than 1,200
    examples a random part is used. P(right) is a logistic
    regression on the log-odds of the first theme, its lead, and its likeness to what carries the theme (Platt, 1999).
    """
    examples = labelled.rows[labelled.rows >= space.themes]
    if len(examples) < _FEWEST_EXAMPLES:
        return Confidence(_USUAL_MIXTURE, _USUAL, _USUAL_INTERCEPT)
    chance = np.random.default_rng(seed)
    if len(examples) > _MOST_EXAMPLES:
        examples = np.sort(chance.permutation(examples)[:_MOST_EXAMPLES])
        labelled = labelled.only(np.concatenate([np.arange(space.themes), examples]))
    folds = chance.permutation(len(examples)) % _FOLDS
    tested = [examples[folds == fold] for fold in range(_FOLDS)]
    truth = dict(zip(labelled.rows.tolist(), labelled.themes.tolist(), strict=True))
    themes = np.array([truth[row] for row in np.concatenate(tested).tolist()])
    untaught = _joined([_only(guess(space, labelled.without(rows), _PLAIN), rows) for rows in tested])
    described = space.directions[np.concatenate(tested)] @ space.directions[: space.themes].T
    mixture = _best_mixture(untaught, described, themes)
    guesses = Guesses(mixed(untaught.shares, described, mixture), untaught.likeness)
    right = guesses.shares.argmax(axis=1) == themes
    strange = [_signs_of_strangers(space, labelled, fold, mixture) for fold in range(min(_FOLDS, space.themes))]
    if len(fits_none):
        strange.append(_signs(guess(space, labelled, mixture))[fits_none])
    strangers = np.concatenate(strange)
    return _fitted(mixture, _signs(guesses), right, strangers)


def _fitted(mixture: Mixture, signs: Shares, right: NDArray[np.bool_], strangers: Shares) -> Confidence:
    from sklearn.linear_model import LogisticRegression

    if not right.any() or not len(strangers):
        return Confidence(mixture, _USUAL, _USUAL_INTERCEPT)
    weight = _NEW_SHARE / (1 - _NEW_SHARE) * len(signs) / len(strangers)
    model: Any = LogisticRegression(C=10.0, max_iter=500)
    model.fit(
        np.concatenate([signs, strangers]),
        np.concatenate([right, np.zeros(len(strangers), dtype=bool)]),
        sample_weight=np.concatenate([np.ones(len(signs)), np.full(len(strangers), weight)]),
    )
    return Confidence(mixture, np.asarray(model.coef_[0], dtype=np.float64), float(model.intercept_[0]))


def _best_mixture(untaught: Guesses, described: NDArray[np.float32], themes: Rows) -> Mixture:
    """Return the mixture under which the untaught examples are likeliest, every theme counting the same."""
    rows, counts = np.arange(len(themes)), np.bincount(themes)[themes]

    def likelihood(mixture: Mixture) -> float:
        shares = mixed(untaught.shares, described, mixture)[rows, themes]
        return float((np.log(shares + 1e-9) / counts).sum())

    return max((Mixture(name, sharp) for name in _NAME_WEIGHTS for sharp in _SHARPNESSES), key=likelihood)


def _only(guesses: Guesses, rows: Rows) -> Guesses:
    return Guesses(guesses.shares[rows], guesses.likeness[rows])


def _joined(parts: list[Guesses]) -> Guesses:
    return Guesses(np.concatenate([one.shares for one in parts]), np.concatenate([one.likeness for one in parts]))


def _signs_of_strangers(space: Space, labelled: Labelled, fold: int, mixture: Mixture) -> Shares:
    """Return the signs of the examples of every third theme, guessed without anything of these themes."""
    out = labelled.themes % _FOLDS == fold
    if out.all():
        return np.zeros((0, 3))
    guesses = guess(space, labelled.without(labelled.rows[out]), mixture)
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
