"""Judges German and French sentences by small word lists of our own, with negation, emphasis and contrast."""

import math
import re
from functools import lru_cache

from analysis.words import phrases

_WORD = re.compile(r"[^\W\d_]+")
_NEGATIONS = {
    "de": frozenset(
        ["nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "ohne", "weder", "kaum", "nichts"]
    ),
    "fr": frozenset(["pas", "plus", "jamais", "aucun", "aucune", "sans", "rien", "ni", "guère"]),
}
_STRONGER = {
    "de": frozenset(["sehr", "viel", "wirklich", "extrem", "äußerst", "besonders", "immer", "absolut", "total"]),
    "fr": frozenset(["très", "vraiment", "extrêmement", "beaucoup", "toujours", "absolument", "tellement"]),
}
_TOO = {"de": "zu", "fr": "trop"}
_BUT = {"de": frozenset({"aber", "jedoch", "allerdings"}), "fr": frozenset({"mais", "cependant", "pourtant"})}
# Reading a negation as so much of the opposite, and emphasis as so much more, is VADER's (Hutto & Gilbert, 2014).
_NEGATED, _EMPHASIS, _SPREAD = -0.74, 0.3, 15
_TOO_MUCH = -1.3
# A negation reaches so many words back (before the word) or, in French, past its verb.
_REACH = 4


def score(sentence: str, language: str) -> float | None:
    """Return how a German or French sentence feels, −1…1; None where it holds no word that the list knows.

    The sum of its words' weights, squeezed as VADER does; what follows a "but" counts three times what precedes it.
    """
    words = [word.lower() for word in _WORD.findall(sentence)]
    weights = _weights(language)
    turn = max((place for place, word in enumerate(words) if word in _BUT[language]), default=None)
    total, known = 0.0, False
    for place, word in enumerate(words):
        weight = _weight(words, place, language, weights.get(word, 0.0))
        if turn is not None:
            weight *= 1.5 if place > turn else 0.5
        total, known = total + weight, known or weight != 0
    if not known:
        return None
    return total / math.sqrt(total**2 + _SPREAD)


def _weight(words: list[str], place: int, language: str, weight: float) -> float:
    before = words[max(0, place - _REACH) : place]
    if words[place] == _TOO[language] and _is_too_much(words, place, language):
        return _TOO_MUCH
    if not weight:
        return 0.0
    if before and before[-1] in _STRONGER[language]:
        weight += math.copysign(_EMPHASIS, weight)
    if any(word in _NEGATIONS[language] and not _compares(words, word, language) for word in before):
        weight *= _NEGATED
    return weight


def _is_too_much(words: list[str], place: int, language: str) -> bool:
    """Whether "too" complains of the next word: in German it is a preposition as well."""
    following = words[place + 1 : place + 2]
    if language == "fr":
        return bool(following)
    return bool(following) and following[0] in phrases("feeling_too_de")


def _compares(words: list[str], word: str, language: str) -> bool:
    """Whether a French "plus" is "more" and no "no longer": that needs its "ne"."""
    return language == "fr" and word == "plus" and not {"ne", "n"} & set(words)


@lru_cache(maxsize=2)
def _weights(language: str) -> dict[str, float]:
    pairs = (line.rsplit(" ", 1) for line in phrases(f"feeling_{language}"))
    return {word: float(weight) for word, weight in pairs}
