"""Judges how a comment feels, where its language allows it."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Any

from analysis.feeling_words import score
from analysis.text import without_masks

JUDGED_LANGUAGES = ("en", "de", "fr")
_PULL_OF_RATING = 0.25
_NEUTRAL_WITHIN = 0.05
# Words that are things in a partner program ("support is slow", "deal credits"), and so feel like nothing.
_NEUTRAL_HERE = (
    "support supports supporting security share shares credit credits value values benefit benefits solution"
    " solutions opportunity opportunities demand reward rewards alert number incentive interest profit active please"
    " win wins winning help helps helping like accept accepted accepts approve approved want wants increase increased"
    " certified agree agreed agreement agreements save fix care cares free asset assets secure matter matters"
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
    "faster": 1.3,
    "straightforward": 1.6,
    "predictable": 1.2,
    "smoothly": 1.7,
    "confusing": -1.5,
    "crashes": -1.8,
    "crash": -1.7,
    "forever": -1.2,
    "nightmare": -2.5,
    "lacking": -1.5,
    "lack": -1.3,
    "transparent": 1.4,
}
# Turns of phrase whose single words mislead, and the word that they are judged as.
_PHRASES = [
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\bleaves? (?:a lot|much|something) to be desired\b", "disappointing"),
        (r"\bcould be (?:better|faster|quicker|clearer|easier|simpler|more \w+)\b", "disappointing"),
        (r"\b(?:needs?|must|should) (?:to )?improve(?:ment)?\b", "lacking"),
        (r"\broom for improvement\b", "lacking"),
        (r"\bwe need (?:more|faster|better|clearer|simpler|easier)\b", "we lack"),
        (r"\b(?:no|zero) complaints?\b", "satisfied"),
        (r"\bnothing to complain\b", "satisfied"),
        (r"\b(?:never|not|n't) (?:had|have|seen) (?:a|any) problems?\b", "satisfied"),
        (r"\bthanks for nothing\b", "useless"),
        (r"\btakes? (?:forever|ages|weeks|months|(?:far |much |way )?too long)\b", "unresponsive"),
        (r"\btoo (?:many|few|long|high|often|hard|strict)\b", "annoying"),
        (r"\b(?:no longer|not) (?:slow|late)\b", "quick"),
        (r"\bnobody (?:is|was|feels|seems)\b", "we are not"),
        (r"\b(?:hardly|scarcely) ever\b", "never"),
        (r", (?:however|yet|though)\b", ", but"),
        (r"\b(?:without|no) (?:warning|notice)\b", "annoying"),
    )
]
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


def feeling(text: str, language: str | None, rating: float | None = None) -> float | None:
    """Return how a comment feels, from −1 to 1; None for an empty one or a language that can't be judged.

    The mean over its sentences, the first 40. In English of VADER's compound score (Hutto & Gilbert, ICWSM 2014), which
    knows negation, emphasis and emoji; some words and turns of phrase weigh otherwise here. In German and French of
    small word lists of our own, and None where they know no word of the comment. With `rating`, what the same person
    gave on the wave's scales (−1…1), a comment whose words feel something is drawn a quarter of the way towards it, but
    never over to neutral or beyond: that a comment is negative, neutral or positive tells nothing of a rating.
    """
    plain = without_masks(text)
    if language not in JUDGED_LANGUAGES or not plain:
        return None
    sentences = [
        sentence[start : start + _LONGEST_SENTENCE]
        for sentence in _SENTENCE.split(plain)
        for start in range(0, len(sentence), _LONGEST_SENTENCE)
    ][:_MOST_SENTENCES]
    judged = [_english(one) if language == "en" else score(one, language) for one in sentences]
    scores = [one for one in judged if one is not None]
    if not scores:
        return None
    said = sum(scores) / len(scores)
    if rating is None or feeling_band(said) is FeelingBand.NEUTRAL:
        return said
    drawn = said + _PULL_OF_RATING * (rating - said)
    return min(drawn, -_NEUTRAL_WITHIN) if said < 0 else max(drawn, _NEUTRAL_WITHIN)


def scaled_rating(given: Iterable[tuple[float, float, float]]) -> float | None:
    """Return the mean of ratings (number, lowest, highest), each put on −1…1; None without any."""
    scaled = [2 * (number - lowest) / (highest - lowest) - 1 for number, lowest, highest in given]
    return sum(scaled) / len(scaled) if scaled else None


def feeling_band(score: float) -> FeelingBand:
    """Return the band of a score in −1…1: neutral within ±0.05, as VADER's authors have it; very beyond ±0.5."""
    if score <= -0.5:
        return FeelingBand.VERY_NEGATIVE
    if score <= -_NEUTRAL_WITHIN:
        return FeelingBand.NEGATIVE
    if score < _NEUTRAL_WITHIN:
        return FeelingBand.NEUTRAL
    return FeelingBand.POSITIVE if score < 0.5 else FeelingBand.VERY_POSITIVE


def _english(sentence: str) -> float:
    plain = sentence.replace("’", "'")
    for pattern, word in _PHRASES:
        plain = pattern.sub(word, plain)
    return float(_judge().polarity_scores(plain)["compound"])


@lru_cache(maxsize=1)
def _judge() -> Any:
    # Imported at first use: it reads its lexicon of 7,500 words.
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    judge = SentimentIntensityAnalyzer()
    for word in _NEUTRAL_HERE.split():
        judge.lexicon.pop(word, None)
    judge.lexicon.update(_ADDED_HERE)
    return judge
