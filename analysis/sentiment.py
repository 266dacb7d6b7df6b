"""Judges how a comment feels, where its language allows it."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Any

from analysis.text import without_masks

_LANGUAGES = frozenset({"en"})
# Words that are things in a partner program ("support is slow", "deal credits"), and so feel like nothing.
_NEUTRAL_HERE = (
    "support supports supporting security share shares credit credits value values benefit benefits solution"
    " solutions opportunity opportunities demand reward rewards alert number incentive interest profit active"
)
# What partners complain of and praise that the general lexicon doesn't know; our own estimates on its scale of ±4.
_ADDED_HERE = {
    "slow": -1.5,
    "slower": -1.5,
    "late": -1.3,
    "delays": -1.3,
    "complicated": -1.3,
    "cumbersome": -1.6,
    "bureaucratic": -1.6,
    "outdated": -1.4,
    "unresponsive": -1.9,
    "expensive": -1.5,
    "responsive": 1.6,
    "quick": 1.2,
    "transparent": 1.4,
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
# The judge's time grows faster than a sentence: what goes beyond is another sentence to it.
_LONGEST_SENTENCE = 600
_MOST_SENTENCES = 40


class FeelingBand(StrEnum):
    """The five stops on which feeling is shown."""

    VERY_NEGATIVE = "very_negative"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"
    VERY_POSITIVE = "very_positive"


def feeling(text: str, language: str | None) -> float | None:
    """Return how a comment feels, from −1 to 1; None for an empty one or a language that can't be judged.

    English only: the mean over the sentences of VADER's compound score (Hutto & Gilbert, ICWSM 2014), which
    knows negation, emphasis and emoji; some words weigh otherwise here. Only the first 40 sentences count.
    """
    plain = without_masks(text)
    if language not in _LANGUAGES or not plain:
        return None
    sentences = [
        sentence[start : start + _LONGEST_SENTENCE]
        for sentence in _SENTENCE.split(plain)
        for start in range(0, len(sentence), _LONGEST_SENTENCE)
    ][:_MOST_SENTENCES]
    scores = [float(_judge().polarity_scores(sentence)["compound"]) for sentence in sentences]
    return sum(scores) / len(scores)


def feeling_band(score: float) -> FeelingBand:
    """Return the band of a score in −1…1: neutral within ±0.05, as VADER's authors have it; very beyond ±0.5."""
    if score <= -0.5:
        return FeelingBand.VERY_NEGATIVE
    if score <= -0.05:
        return FeelingBand.NEGATIVE
    if score < 0.05:
        return FeelingBand.NEUTRAL
    return FeelingBand.POSITIVE if score < 0.5 else FeelingBand.VERY_POSITIVE


@lru_cache(maxsize=1)
def _judge() -> Any:
    # Imported at first use: it reads its lexicon of 7,500 words.
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    judge = SentimentIntensityAnalyzer()
    for word in _NEUTRAL_HERE.split():
        judge.lexicon.pop(word, None)
    judge.lexicon.update(_ADDED_HERE)
    return judge
