"""What is found out about a comment first: its clean text, whether it says anything, its language."""

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.words import phrases

LANGUAGES = ("en", "de", "fr", "es", "ja", "ar")

# Longer texts may begin like a non-answer and still say something.
_LONGEST_NON_ANSWER = 60
_MASK = re.compile(r"\[(?:person|company|mail|phone|link|id|address)\]")
_SPACE = re.compile(r"\s+")
_ARABIC_VOWELS = re.compile(r"[\u0640\u064b-\u0652]")
_NOT_WORD = re.compile(r"[^\w' ]+")


def clean(text: str) -> str:
    """Return the text in NFC with control characters dropped and every run of white space made one space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    normal = unicodedata.normalize("NFC", text)
    kept = "".join(c if c.isprintable() or c.isspace() else " " for c in normal)
    return _SPACE.sub(" ", kept).strip()


def without_masks(text: str) -> str:
    """Return the text with the placeholders of masking taken out, so that they are never taken for words."""
    return _SPACE.sub(" ", _MASK.sub(" ", text)).strip()


def is_non_answer(text: str) -> bool:
    """Return whether a comment says nothing: empty, only signs or emoji, "n/a", "nothing to add", "rien" …

    Knows English, German, French, Spanish, Japanese and Arabic, and a little of some others. A word of praise or a
    number is an answer; "all good" and "fine" aren't, because no theme can be read from them.
    """
    words = _words(text)
    if words is None:
        return True
    if len(words) > _LONGEST_NON_ANSWER:
        return False
    non_answers = phrases("non_answers")
    return any(form in non_answers for form in _shorter_forms(words))


def _words(text: str) -> str | None:
    """Return the lower-case words of a text without fillers; None where there isn't a letter or digit."""
    folded = unicodedata.normalize("NFKC", without_masks(text)).lower().replace("’", "'")
    folded = _ARABIC_VOWELS.sub("", folded)
    words = _NOT_WORD.sub(" ", folded.replace("_", " "))
    fillers = phrases("non_answer_fillers")
    words = " ".join(word.strip("'") for word in words.split() if word not in fillers)
    return words if any(c.isalnum() for c in words) else None


def _shorter_forms(words: str) -> list[str]:
    """Return the words, and what is left as polite openings and endings are taken off one after another."""
    forms = [words]
    for form in forms:
        shorter = {form[len(o) + 1 :] for o in phrases("non_answer_openings") if form.startswith(o + " ")}
        shorter |= {form[: -len(e) - 1] for e in phrases("non_answer_endings") if form.endswith(" " + e)}
        forms += shorter.difference(forms)
    return forms


class Language(NamedTuple):
    """A guessed language (ISO 639-1) and whether the guess may be relied on."""

    code: str | None
    reliable: bool


def guess_language(text: str) -> Language:
    """Return the most likely of the languages en, de, fr, es, ja, ar; None where there is nothing to judge.

    The guess counts as reliable from 20 letters on (6 in Japanese or Arabic, whose scripts tell) if the model
    gives it at least 90 %.
    """
    plain = without_masks(text)[:2000]
    letters = sum(c.isalpha() for c in plain)
    if letters == 0:
        return Language(None, reliable=False)
    code, probability = identify(plain)
    enough = 6 if code in ("ja", "ar") else 20
    return Language(code, reliable=letters >= enough and probability >= 0.9)


def identify(text: str) -> tuple[str, float]:
    """Return the likeliest of LANGUAGES for a text with letters, and its probability."""
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Imported at first use: the model takes a moment to unpack, and most callers never ask.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
