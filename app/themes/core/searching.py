"""What somebody looks for in comments: words, "phrases", beginnings* and -what must not be there; and where it stands.

Words are compared without case and accents, as the full-text indexes of both databases do.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

MOST_CHARACTERS = 200
MOST_TERMS = 12
_PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_WORD = re.compile(r"[^\W_]+")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Thai, Lao, Khmer, Japanese and Chinese set no spaces between words, so an index of words can't find one."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow one another, folded; the last may be the beginning of a longer one.

    `inside` is set in their place for scripts without spaces: the signs to be found anywhere.
    """

    words: tuple[str, ...]
    begins: bool = False
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What a comment must hold, all of it, and what none may hold."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


def read_search(typed: str) -> Search:
    """Return what was typed as a search; anything is valid, and what holds no letter or digit asks for nothing."""
    typed = re.sub("[“”„«»]", '"', unicodedata.normalize("NFC", typed))[:MOST_CHARACTERS]
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for minus, phrase, chunk in _PART.findall(typed):
        term = _term(phrase or chunk, begins=(phrase or chunk).endswith("*"))
        if term is not None:
            (unwanted if minus else wanted).append(term)
    return Search(tuple(dict.fromkeys(wanted))[:MOST_TERMS], tuple(dict.fromkeys(unwanted))[:MOST_TERMS])


def marked_parts(text: str, search: Search) -> list[tuple[str, bool]]:
    """Return the text in parts, each with whether it is something wanted; joined they are the text."""
    wanted = sorted({span for term in search.wanted for span in _spans(text, term)})
    is_hit = bytearray(len(text))
    for start, end in wanted:
        is_hit[start:end] = b"\1" * (end - start)
    found: list[tuple[str, bool]] = []
    at = 0
    for hit, run in groupby(is_hit):
        end = at + sum(1 for _ in run)
        found.append((text[at:end], bool(hit)))
        at = end
    return found


@lru_cache(maxsize=4096)
def folded_letter(letter: str) -> str:
    """Return a letter in lower case and, where it is Latin, without its accents."""
    lower = letter.lower() if len(letter.lower()) == 1 else letter
    if "\u00c0" <= lower < "\u0250" or "\u1e00" <= lower < "\u1f00":
        return unicodedata.normalize("NFD", lower)[0]
    return lower


def folded_word(word: str) -> str:
    """Return a word as words are compared."""
    return "".join(map(folded_letter, word))


def _term(chunk: str, *, begins: bool) -> Term | None:
    if _WITHOUT_SPACES.search(chunk):
        return Term((), inside=chunk.strip("*").lower())
    words = tuple(folded_word(found.group()) for found in _WORD.finditer(chunk))
    return Term(words, begins) if words else None


def _spans(text: str, term: Term) -> Iterator[tuple[int, int]]:
    if term.inside:
        yield from (found.span() for found in re.finditer(re.escape(term.inside), text, re.IGNORECASE))
        return
    places = [found.span() for found in _WORD.finditer(text)]
    words = [folded_word(text[start:end]) for start, end in places]
    length = len(term.words)
    for at in range(len(words) - length + 1):
        *before, last = words[at : at + length]
        is_last = last.startswith(term.words[-1]) if term.begins else last == term.words[-1]
        if is_last and tuple(before) == term.words[:-1]:
            yield places[at][0], places[at + length - 1][1]
