"""Says what a group of comments is about: keywords, a name to propose, and typical comments.

Everything is counted over the comments nearest to the middle of each group, in their order, so that the same
groups get the same words.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.embed import Vectors
from analysis.languages import in_main_language, language_of, reading_length, spaced
from analysis.words import phrases

KEYWORDS = 8
EXEMPLARS = 3
MOST_READ = 300
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?;:,()\n–—。、！？「」（）・،؛؟]+")
_EASY_LENGTH = range(40, 241)
_LONGEST_LABEL = 60
_LONGEST_WORD = 45  # what is longer is no word: a link, a key, a cat on the keyboard
_LEADING_WORDS = 3
_MOST_WORDS = 4
# Names and numbers blacked out by their source: XXXX, xx.
_BLACKED_OUT = re.compile(r"x{2,}")
# The small words that hold a name of three words together: ease of use, Antwort vom Support.
_LINKS = frozenset(
    {"of", "and", "for", "to", "with", "in", "on", "und", "von", "vom", "für", "mit", "de", "du", "des", "et"}
    | {"del", "la", "para", "con"}
)

_STEMMED_LANGUAGES = ("english", "german", "french", "spanish", "arabic")

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A name to propose for a group and its keywords, best first."""

    label: str
    keywords: tuple[str, ...]


def words_of_groups(groups: Sequence[Sequence[str]]) -> list[GroupWords]:
    """Return label and keywords of each group of texts; labels differ from one another.

    Words and pairs are weighed by class-based TF-IDF, W = tf · log(1 + A / f) (Grootendorst, arXiv:2203.05794),
    with comments counted in place of occurrences. A label is the best phrase of up to three words that people wrote,
    with another where it stands in few of the comments. A group of several languages is named in one.
    """
    groups = [in_main_language(group) for group in groups]
    counts = [_comments_with(group) for group in groups]
    surfaces = _commonest_spelling(text for group in groups for text in group)
    total: Counter[Gram] = Counter()
    for count in counts:
        total.update(count)
    average = sum(total.values()) / max(1, len(groups))
    taken: set[str] = set()
    result = []
    for group, count in zip(groups, counts, strict=True):
        ranked = _ranked(count, total, average, len(group))
        keywords = _keywords(ranked, surfaces)
        label = _label(ranked, count, len(group), surfaces, taken)
        taken.add(label)
        result.append(GroupWords(label, keywords))
    return result


def typical(texts: Sequence[str], vectors: Vectors, centroid: NDArray[np.float32], count: int = EXEMPLARS) -> list[int]:
    """Return rows of typical texts: near the centroid, of a length that is easily read, unlike one another.

    Maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998), λ = 2/3. `vectors` have length 1. The last one is
    of another language than the others where a quarter of the nearest are.
    """
    likeness = vectors @ centroid
    easy = np.array([reading_length(text) in _EASY_LENGTH for text in texts], dtype=bool)
    order = np.lexsort((np.arange(len(texts)), -likeness, ~easy))[:50]
    chosen: list[int] = []
    while len(chosen) < min(count, len(order)):
        rest = [int(row) for row in order if row not in chosen]
        if len(chosen) == count - 1:
            rest = _of_another_language(rest, chosen, texts)
        if chosen:
            repeated = (vectors[rest] @ vectors[chosen].T).max(axis=1)
            best = int(np.argmax(likeness[rest] - repeated / 2 + easy[rest]))
        else:
            best = 0
        chosen.append(rest[best])
    return chosen


def _of_another_language(rest: list[int], chosen: list[int], texts: Sequence[str]) -> list[int]:
    """Return the rows of other languages than those chosen where they are a quarter; else all of `rest`."""
    spoken = {language_of(texts[row]) for row in chosen}
    others = [row for row in rest if language_of(texts[row]) not in spoken] if len(spoken) == 1 else []
    return others if others and len(others) * 4 >= len(rest) else rest


def _comments_with(texts: Iterable[str]) -> Counter[Gram]:
    counts: Counter[Gram] = Counter()
    for text in texts:
        counts.update(set(_grams(text)))
    return counts


def _grams(text: str) -> Iterator[Gram]:
    """Yield words, pairs and triples in lower case; none begins or ends with a stop word or crosses a comma."""
    for piece in _SENTENCE_END.split(spaced(text)):
        words = [word.lower().replace("’", "'") for word in _WORD.findall(piece)]
        for start, first in enumerate(words):
            if not _has_meaning(first):
                continue
            yield (first,)
            for length in (2, 3):
                gram = tuple(words[start : start + length])
                whole = len(gram) == length and _has_meaning(gram[-1]) and gram[0] != gram[-1]
                if whole and all(_has_meaning(word) or word in _LINKS for word in gram[1:-1]):
                    yield gram


def _has_meaning(word: str) -> bool:
    return (
        1 < len(word) <= _LONGEST_WORD
        and not word.isdigit()
        and word not in phrases("stop_words")
        and not _BLACKED_OUT.fullmatch(word)
    )


def _ranked(count: Counter[Gram], total: Counter[Gram], average: float, size: int) -> list[tuple[float, Gram]]:
    fewest = 2 if size > 8 else 1
    weights = [(c * math.log1p(average / total[g]), g) for g, c in count.items() if c >= fewest]
    return sorted(weights, key=lambda pair: (-pair[0], pair[1]))


def _keywords(ranked: list[tuple[float, Gram]], surfaces: dict[str, str]) -> tuple[str, ...]:
    chosen: list[Gram] = []
    for _, gram in ranked:
        if len(gram) <= 2 and not any(_overlap(gram, other) for other in chosen):
            chosen.append(gram)
        if len(chosen) == KEYWORDS:
            break
    return tuple(_spelt(gram, surfaces) for gram in chosen)


def _label(
    ranked: list[tuple[float, Gram]], count: Counter[Gram], size: int, surfaces: dict[str, str], taken: set[str]
) -> str:
    """Return the best phrase, with others where it stands in few of the comments: mostly two to four words."""
    leading = {gram[0] for _, gram in [pair for pair in ranked if len(pair[1]) == 1][:_LEADING_WORDS]}
    candidates = sorted(ranked, key=lambda pair: (-pair[0] * _worth_as_name(pair[1], leading), pair[1]))
    parts: list[Gram] = []
    covered = words = 0
    for _, gram in candidates:
        if any(_overlap(gram, part) for part in parts) or (parts and words + len(gram) > _MOST_WORDS):
            continue
        parts.append(gram)
        covered += count[gram]
        words += len(gram)
        name = _name(parts, surfaces)
        # One word alone is no name: "Staff" could be praise or complaint.
        enough = words >= _MOST_WORDS - 1 or (words > 1 and covered * 3 >= size)
        if enough and name not in taken:
            return name
    name = _name(parts, surfaces) or "Other"
    return name if name not in taken else next(f"{name} ({n})" for n in range(2, 9999) if f"{name} ({n})" not in taken)


def _worth_as_name(gram: Gram, leading: set[str]) -> float:
    """Return how much more a phrase says than a word: it may be rarer, and more so around a leading word.

    A word that says nothing by itself ("asked", "somebody") makes a poor name, alone or at the end of a phrase.
    """
    weak = phrases("weak_words")
    if gram[0] in weak or gram[-1] in weak:
        return 0.2
    if len(gram) == 1:
        return 1.0
    return 3.0 if leading.intersection(gram) else 1.2


def _name(parts: list[Gram], surfaces: dict[str, str]) -> str:
    name = ", ".join(_spelt(part, surfaces) for part in parts)
    while len(name) > _LONGEST_LABEL and len(parts) > 1:
        parts = parts[:-1]
        name = ", ".join(_spelt(part, surfaces) for part in parts)
    return name[:1].upper() + name[1:]


def _overlap(one: Gram, other: Gram) -> bool:
    mine = {stem for word in one for stem in _stems(word)}
    return any(stem in mine for word in other if _has_meaning(word) for stem in _stems(word))


@lru_cache(maxsize=50_000)
def _stems(word: str) -> frozenset[str]:
    """Return a word's stems (Porter's Snowball rules) in each language it may be of; nobody says which it is."""
    return frozenset(stemmer.stem(word) for stemmer in _stemmers())


@lru_cache(maxsize=1)
def _stemmers() -> tuple[Any, ...]:
    from nltk.stem.snowball import SnowballStemmer  # a second to import, so only where themes are named

    return tuple(SnowballStemmer(language) for language in _STEMMED_LANGUAGES)


def _commonest_spelling(texts: Iterable[str]) -> dict[str, str]:
    """Return how each lower-case word is mostly written away from the start of a sentence (MFA, Azure, Portal)."""
    written: dict[str, Counter[str]] = {}
    for text in texts:
        if text.isupper():
            continue
        for place, word in enumerate(_WORD.findall(text)):
            written.setdefault(word.lower().replace("’", "'"), Counter())[word] += 1 if place == 0 else 3
    return {word: min(forms, key=lambda form: (-forms[form], form != word, form)) for word, forms in written.items()}


def _spelt(gram: Gram, surfaces: dict[str, str]) -> str:
    return " ".join(surfaces.get(word, word) for word in gram)
