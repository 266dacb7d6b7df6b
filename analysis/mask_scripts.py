"""Finds people's names in Japanese and Arabic, which know no capitals, by titles and by lists of names."""

import re
from collections.abc import Iterator

from analysis.mask_phrases import Place
from analysis.words import phrases

_KANJI_OR_KATAKANA = r"[\u4e00-\u9fff々]{1,5}|[\u30a1-\u30ffー・]{2,12}"
# A name and the title behind it: 田中さん, 鈴木様, 佐々木部長, アンナさん.
_BEFORE_JAPANESE_TITLE = re.compile(
    rf"(?P<name>{_KANJI_OR_KATAKANA})(?=(?:さん|さま|くん|ちゃん|氏|様|先生|殿|部長|課長|係長|社長|店長|主任|マネージャー))"
)
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_ARABIC_WORD = re.compile(r"[\u0621-\u065f\u0670-\u06d3]+")
_ARABIC_TITLES = frozenset(
    {
        "السيد",
        "السيدة",
        "الأستاذ",
        "الأستاذة",
        "الاستاذ",
        "الاستاذة",
        "المهندس",
        "المهندسة",
        "الدكتور",
        "الدكتورة",
        "الآنسة",
    }
    | {
        "الأخ",
        "الأخت",
        "للسيد",
        "للسيدة",
        "للأستاذ",
        "للأستاذة",
        "للمهندس",
        "للمهندسة",
        "للدكتور",
        "للدكتورة",
        "سيد",
        "أستاذ",
    }
)
# Letters written onto the next word: and, so, with, for.
_ARABIC_JOINED = ("و", "ف", "ب", "ل")
_PARTS_OF_ARABIC_NAMES = frozenset({"بن", "بنت", "أبو", "ابو", "آل", "عبد"})


def person_places_without_capitals(text: str) -> Iterator[Place]:
    """Yield the (start, end) of people's names in Japanese and Arabic; nothing in other scripts."""
    if _JAPANESE.search(text):
        yield from _japanese(text)
    yield from _arabic(text)


def _japanese(text: str) -> Iterator[Place]:
    for match in _BEFORE_JAPANESE_TITLE.finditer(text):
        name = match["name"]
        if not any(name.endswith(word) for word in phrases("never_names_japanese")):
            yield match.span("name")
    for match in re.finditer(r"[\u4e00-\u9fff々]+", text):
        # A run that is a family name, alone or with two letters of a given name: 山本, 山本健太.
        for length in (3, 2):
            family = match.group()[:length]
            if family in phrases("family_names_japanese") and len(match.group()) <= length + 2:
                yield match.span()
                break


def _arabic(text: str) -> Iterator[Place]:
    words = list(_ARABIC_WORD.finditer(text))
    index = 0
    while index < len(words):
        start = words[index].start()
        if index > 0 and _without_joined(words[index - 1].group(), "و") in _ARABIC_TITLES:
            titled = words[index].group() not in _ARABIC_TITLES and not _is_ordinary(words[index].group())
        else:
            titled = False
        joined = _letters_joined(words[index].group())
        if not titled and joined is None:
            index += 1
            continue
        end = index
        while end + 1 < len(words) and end - index < 3 and _continues(text, words, end + 1):
            end += 1
        yield start + (0 if titled else joined or 0), words[end].end()
        index = end + 1


def _letters_joined(word: str) -> int | None:
    """Return how many letters stand before a given name in the word; None where it is none."""
    if word in phrases("given_names_arabic"):
        return 0
    return 1 if word[:1] in _ARABIC_JOINED and word[1:] in phrases("given_names_arabic") else None


def _continues(text: str, words: list[re.Match[str]], index: int) -> bool:
    """Return whether the word belongs to the name before it: a given or family name, or بن and the like."""
    if text[words[index - 1].end() : words[index].start()] != " ":
        return False
    word = words[index].group()
    listed = word in phrases("given_names_arabic") or word in phrases("family_names_arabic")
    # A family name of origin: العتيبي, الزهراني.
    of_origin = word.startswith("ال") and word.endswith("ي") and len(word) > 5 and not _is_ordinary(word)
    return listed or of_origin or word in _PARTS_OF_ARABIC_NAMES


def _is_ordinary(word: str) -> bool:
    return word in phrases("never_names_arabic")


def _without_joined(word: str, letter: str) -> str:
    return word[1:] if word.startswith(letter) and len(word) > 4 else word
