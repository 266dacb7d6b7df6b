"""Codes comments with a codebook and what people have decided before; what doesn't fit stays uncoded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.coding.checking import order_to_ask
from analysis.coding.classifier import Guesses, Labelled, Rows, guess
from analysis.coding.codebook_file import CodedTheme
from analysis.coding.confidence import Confidence, learn_confidence
from analysis.coding.space import Space, Texts, read_texts
from analysis.embed import Tick
from analysis.models import usable_cores

SURE_ENOUGH = 0.5
"""A comment is coded if its theme is more likely right than not."""
MOST_EXAMPLES = 6_000
_COMMENTS_AT_ONCE = 8_000
_LEAST_SECOND = 0.25
_MOST_ASKED = 200


@dataclass(frozen=True, slots=True)
class Example:
    """A comment of which a person decided the theme (its key); None where none of the themes fits."""

    text: str
    theme: str | None


@dataclass(frozen=True, slots=True)
class Degree:
    """A theme (its key) and how likely a comment carries it, 0–1."""

    theme: str
    degree: float


@dataclass(frozen=True, slots=True)
class CodedComment:
    """The likeliest theme of a comment and at most one further one; `fits` says whether the first is likely enough."""

    first: Degree
    second: Degree | None

    @property
    def fits(self) -> bool:
        return self.first.degree >= SURE_ENOUGH


@dataclass(frozen=True)
class CodingResult:
    """The coding of each comment in the order given, and the rows to ask a person about, the most useful first."""

    comments: tuple[CodedComment, ...]
    to_ask: tuple[int, ...]
    taught_by: int


def code(
    themes: Sequence[CodedTheme],
    examples: Sequence[Example],
    comments: Sequence[str],
    *,
    seed: int = 1,
    tick: Tick | None = None,
) -> CodingResult:
    """Return the themes of masked comments that say something. `tick` is told the share of reading done.

    People's decisions (`examples`, the newest last) and the examples of the themes teach; of more than 6,000 the
    newest. Where there are few, names and definitions decide. A comment's degree is calibrated: of those with 0.8,
    about 80 % should be right. Raises ValueError without a theme, or for an example of an unknown one.
    """
    if not themes:
        raise ValueError("a codebook without a theme codes nothing")
    places = {theme.key: place for place, theme in enumerate(themes)}
    unknown = {example.theme for example in examples} - set(places) - {None}
    if unknown:
        raise ValueError(f"there is no theme {min(str(one) for one in unknown)}")
    quoted = [Example(text, theme.key) for theme in themes for text in theme.examples]
    taught = [*quoted, *examples][-MOST_EXAMPLES:]
    if not comments:
        return CodingResult((), (), len(taught))
    with threadpool_limits(usable_cores()):
        texts = read_texts(themes, [example.text for example in taught], comments, tick)
        return code_read(texts, list(places), [example.theme for example in taught], seed=seed)


def code_read(texts: Texts, keys: Sequence[str], taught: Sequence[str | None], *, seed: int = 1) -> CodingResult:
    """Return what `code` does of texts that are read already; `taught` names the theme of each example or None."""
    labelled, fits_none = _labelled(taught, {key: place for place, key in enumerate(keys)})
    confidence: Confidence | None = None
    coded: list[CodedComment] = []
    for space in _parts(texts):
        confidence = confidence or learn_confidence(space, labelled, fits_none, seed=seed)
        guesses = guess(space, labelled, confidence.mixture)
        coded += _coded(space, guesses, confidence, keys)
    sure = np.array([one.first.degree for one in coded])
    asked = order_to_ask(sure, texts.sentences[texts.first_comment :], _MOST_ASKED)
    return CodingResult(tuple(coded), tuple(asked), len(taught))


def _labelled(taught: Sequence[str | None], places: dict[str, int]) -> tuple[Labelled, Rows]:
    """Return the rows that teach a theme, its description among them, and those that fit none."""
    rows = [*range(len(places)), *(len(places) + row for row, theme in enumerate(taught) if theme is not None)]
    carried = [*range(len(places)), *(places[theme] for theme in taught if theme is not None)]
    none = [len(places) + row for row, theme in enumerate(taught) if theme is None]
    labelled = Labelled(np.array(rows, dtype=np.int64), np.array(carried, dtype=np.int64))
    return labelled, np.array(none, dtype=np.int64)


def _parts(texts: Texts) -> Iterator[Space]:
    for start in range(0, len(texts.static) - texts.first_comment, _COMMENTS_AT_ONCE):
        yield texts.part(start, start + _COMMENTS_AT_ONCE)


def _coded(space: Space, guesses: Guesses, confidence: Confidence, keys: Sequence[str]) -> Iterator[CodedComment]:
    sure = confidence.of(guesses)
    for row in range(space.first_comment, len(guesses.shares)):
        shares = guesses.shares[row]
        order = np.argsort(-shares, kind="stable")
        first = Degree(keys[int(order[0])], round(float(sure[row]), 4))
        second = None
        if len(keys) > 1 and shares[order[1]] >= _LEAST_SECOND:
            ratio = float(shares[order[1]] / shares[order[0]])
            second = Degree(keys[int(order[1])], round(first.degree * ratio, 4))
        yield CodedComment(first, second)
