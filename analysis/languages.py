"""Which language a comment is in, and the words of scripts that are written without spaces."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from analysis.text import identify, without_masks

ENGLISH = "en"
# A language that only its script tells: Russian, Greek, Korean …
UNKNOWN = "und"

_READ = 300
_SURE = 0.9
_LAST_LATIN = "\u02af"
# Words of English that are none in German, French or Spanish: two of them save the question to the model.
_ONLY_ENGLISH = re.compile(
    r"\b(?:the|and|of|with|for|are|my|this|that|have|you|not|they|from|very|your|our|too|takes|when)\b", re.IGNORECASE
)
# Content words of Japanese: katakana, two kanji and more, or an adjective; particles and endings are hiragana.
_JAPANESE_WORD = re.compile(r"[\u30a1-\u30faー]{2,}|[\u4e00-\u9fff々]{2,}|[\u4e00-\u9fff々]し?い")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff々ー]+")


@lru_cache(maxsize=50_000)
def language_of(text: str) -> str:
    """Return the language (ISO 639-1) that a comment is read in: another than English only where that is sure.

    What is too short to tell counts as English, which is what most of it is.
    """
    plain = without_masks(text)[:_READ]
    if plain.isascii() and len(set(_ONLY_ENGLISH.findall(plain))) > 1:
        return ENGLISH
    letters = [c for c in plain if c.isalpha()]
    if not letters:
        return ENGLISH
    code, probability = identify(plain)
    if code != ENGLISH and probability >= _SURE:
        return code
    return UNKNOWN if sum(c > _LAST_LATIN for c in letters) * 2 > len(letters) else ENGLISH


def languages_of(texts: Sequence[str]) -> list[str]:
    """Return the language that each text is read in."""
    return [language_of(text) for text in texts]


def in_main_language(texts: Sequence[str]) -> list[str]:
    """Return the texts of the commonest language; of English, which analysts read, where it has a third as many."""
    counts = Counter(languages_of(texts))
    if not counts:
        return []
    counts[ENGLISH] *= 3
    main = min(counts, key=lambda language: (-counts[language], language != ENGLISH, language))
    return [text for text in texts if language_of(text) == main]


def spaced(text: str) -> str:
    """Return the text with a space around each content word of Japanese, and its particles and endings left out."""
    return _JAPANESE.sub(lambda run: f" {' '.join(_JAPANESE_WORD.findall(run.group()))} ", text)


def reading_length(text: str) -> int:
    """Return a text's length in Latin characters; one of Japanese says as much as two of them."""
    return len(text) + sum(len(run) for run in _JAPANESE.findall(text))
