"""Words of a text with their places, and known names looked up among them."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from analysis.words import phrases

# A possessive 's and an elided article (l'équipe, d'Antoine) aren't part of the word.
_WORD = re.compile(r"[^\W\d_]+(?:(?:(?<![dljmnstcDLJMNSTC])['’](?!s\b)|-)[^\W\d_]+)*|\d+")
_BETWEEN = re.compile(r"[ .,&'’/+\-\n]{0,3}")
_LEGAL_FORMS = frozenset(
    {"ag", "bv", "co", "corp", "corporation", "eg", "eurl", "gmbh", "inc", "kg", "kgaa", "limited", "llc", "llp"}
    | {"aps", "as", "asa", "bvba", "kk", "oyj", "sl", "slu", "srls", "gbr", "ev"}
    | {"ltd", "mbh", "nv", "ohg", "oy", "plc", "pty", "sa", "sarl", "sas", "se", "spa", "srl", "ug", "ab"}
)
_JOINED = re.compile(r"\s*[&+]\s*|\s+(?:and|und|et|y)\s+")
_SHORTEST_SHORT_FORM = 5
_JOINTS = ("&", "and", "und", "et", "y")

Place = tuple[int, int]


class Word(NamedTuple):
    """A word of a text and where it stands."""

    text: str
    start: int
    end: int
    lower: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()


def words_of(text: str) -> list[Word]:
    """Return the words and numbers of a text in order."""
    return [Word(match.group(), *match.span(), match.group().lower()) for match in _WORD.finditer(text)]


class KnownNames:
    """Known names, looked up word by word, so that ten thousand cost a text no more than ten."""

    def __init__(self, names: Iterable[Iterable[str]], *, capitalised: bool = False) -> None:
        """Take each name as its words; a name of one ordinary word ("Support") or number is left out.

        With `capitalised`, a name counts only where each of its words has a capital or is a number.
        """
        self._capitalised = capitalised
        ordinary = phrases("stop_words") | phrases("never_names")
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(word.lower() for word in name)
            if len(words) > 1 or (words and _stands_alone(words[0]) and words[0] not in ordinary):
                self._by_first.setdefault(words[0], set()).add(words)

    def places(self, text: str, words: list[Word]) -> list[Place]:
        """Return the (start, end) of every known name in a text of these words.

        One of a single word counts only where it is capitalised.
        """
        if not self._by_first:
            return []
        found: list[Place] = []
        index = 0
        while index < len(words):
            length = self._longest(text, words, index)
            checked = words[index : index + length] if self._capitalised or length == 1 else []
            if length and all(word.is_capitalised or word.text.isdigit() for word in checked):
                found.append((words[index].start, words[index + length - 1].end))
            index += max(1, length)
        return found

    def _longest(self, text: str, words: list[Word], index: int) -> int:
        known = self._by_first.get(words[index].lower)
        if known is None:
            return 0
        return max((len(name) for name in known if _stands_at(name, text, words, index)), default=0)


def company_forms(names: Iterable[str]) -> list[list[str]]:
    """Return the words of each company's name with and without its legal form, "&" in words too."""
    forms = []
    for name in names:
        for spelling in {name, *(_JOINED.sub(f" {joint} ", name) for joint in _JOINTS)}:
            words = [word.text for word in words_of(spelling)]
            forms.append(words)
            while len(words) > 1 and words[-1].lower() in _LEGAL_FORMS:
                words = words[:-1]
                forms.append(words)
    return forms


def short_forms(companies: Iterable[list[str]]) -> list[list[str]]:
    """Return what people call companies for short: their names without the trade at the end (Fjord for Fjord Systems).

    A short word ("Blue") never stands for a company.
    """
    trades = _LEGAL_FORMS | phrases("company_trades")
    forms = []
    for words in companies:
        while len(words) > 1 and words[-1].lower() in trades:
            words = words[:-1]
            forms.append(words)
    return [words for words in forms if len(words) > 1 or len(words[0]) >= _SHORTEST_SHORT_FORM]


def person_forms(names: Iterable[str]) -> list[list[str]]:
    """Return the words of each person's name, and the last of them alone."""
    whole = [[word.text for word in words_of(name)] for name in names]
    return whole + [words[-1:] for words in whole if len(words) > 1]


def _stands_alone(word: str) -> bool:
    return len(word) > 1 and not word.isdigit()


def _stands_at(name: tuple[str, ...], text: str, words: list[Word], index: int) -> bool:
    here = words[index : index + len(name)]
    if tuple(word.lower for word in here) != name:
        return False
    gaps = (text[a.end : b.start] for a, b in pairwise(here))
    return all(_BETWEEN.fullmatch(gap) for gap in gaps)
