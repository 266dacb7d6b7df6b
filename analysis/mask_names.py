"""Finds people's names in a text: known ones, given names, and capitalised words where names stand."""

import re
from collections.abc import Iterator

from analysis.mask_phrases import KnownNames, Place, Word
from analysis.mask_scripts import person_places_without_capitals
from analysis.words import phrases

_PARTICLES = frozenset(
    {"van", "von", "vom", "zu", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "bin"}
)
_TITLES = frozenset(
    {"Mr", "Mrs", "Ms", "Miss", "Mister", "Dr", "Prof", "Professor", "Sir", "Herr", "Herrn", "Frau", "Mme", "Mlle"}
    | {"Monsieur", "Madame", "Mademoiselle", "Señor", "Señora", "Señorita", "Sr", "Sra", "Srta", "Don", "Doña"}
    | {"Signor", "Signora", "Hr", "Mx"}
)
_TITLES_WITH_STOP = frozenset({"M", "Hr", "Fr"})
_TITLES_IN_LOWER_CASE = frozenset({"mr", "mrs", "dr"})
# Lower-case titles that are words too: a name behind them shows by its capital.
_TITLES_BEFORE_CAPITALS = frozenset(
    {
        "señor",
        "señora",
        "señorita",
        "sr",
        "sra",
        "srta",
        "don",
        "doña",
        "monsieur",
        "madame",
        "mme",
        "mlle",
        "herr",
        "frau",
    }
    | {"ms", "prof", "signor", "signora"}
)
# What only family names look like: McKenna, O'Brien, Al-Khatib; Gustafsson, Kowalewski, Shevchenko, Popescu.
_SHAPE_OF_FAMILY_NAME = re.compile(
    r"(?:Mc|Mac|Fitz)[A-Z]\w{2,20}|O['’][A-Z]\w{2,20}|(?:Al|El|Ben|Abu|Ould)-[A-Z]\w{2,20}"
    r"|[A-Z]\w{2,20}(?:sson|sdóttir|ović|ević|owicz|ewski|owski|ewska|owska|enko|escu|oğlu|oglu|opoulos|shvili|zadeh|qvist)"
)
_WHO = frozenset({"who", "whose", "quien"})
_BETWEEN_CUE_AND_NAME = frozenset(" ,:;–-\n\t.(")
_AND = frozenset({"and", "und", "et", "y", "e", "or", "oder", "ou", "o"})


def person_places(text: str, words: list[Word], known: KnownNames) -> Iterator[Place]:
    """Yield the (start, end) of people's names in a text of these words: the known ones first, then the others."""
    yield from known.places(text, words)
    if not text.isascii():
        yield from person_places_without_capitals(text)
    reader = _NameReader(text, words)
    index, last = 0, -2
    while index < len(reader.words):
        end = reader.end_of_name(index, after_name=last == index - 2)
        if end is None:
            index += 1
            continue
        yield reader.words[index].start, reader.words[end].end
        index, last = end + 1, end


class _NameReader:
    """Reads one text word by word and knows where a name that starts at a word ends."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text, self.words = text, words
        letters = [c for c in text if c.isalpha()]
        # Where everything is in capitals, a capital says nothing.
        self.shouted = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)

    def end_of_name(self, index: int, *, after_name: bool) -> int | None:
        """Return the index of the last word of a name starting at `index`; None where no name starts.

        `after_name` says that a name ended two words before ("Sarah and Tom").
        """
        word = self.words[index]
        if self._is_given_name(word) or self._is_name_by_its_capital(word):
            return self._surname(index)
        if self._after_title(index):
            # "Frau Dr. Yıldız": the second title is no name, the word behind it is.
            return None if word.text in _TITLES else self._surname(index)
        if word.lower in _PARTICLES and index > 0 and self.words[index - 1].text in _TITLES:
            end = self._surname(index)
            return end if end > index else None
        if self._is_listed_in_lower_case(index):
            return index
        if self.shouted or not _could_be_name(word):
            return self._initials(index)
        if self._before_name(index) or self._before_who(index):
            return self._surname(index)
        if (
            self._after_cue(index, "name_cues_strong")
            or self._after_greeting(index)
            or (after_name and self._before(index, 1) in _AND)
        ):
            return self._surname(index)
        surname = self._surname(index)
        ambiguous = word.lower in phrases("ambiguous_names")
        if surname > index and (ambiguous or self._after_cue(index, "name_cues_weak")):
            return surname
        return None

    def _is_given_name(self, word: Word) -> bool:
        first = word.lower.partition("-")[0]
        listed = word.lower in phrases("given_names") or (word.is_capitalised and first in phrases("given_names"))
        return listed and (word.is_capitalised or len(word.lower) > 3)

    def _is_name_by_its_capital(self, word: Word) -> bool:
        """Return whether the word is a rarer name, which is believed only where a capital means something."""
        if self.shouted or not _could_be_name(word):
            return False
        if _SHAPE_OF_FAMILY_NAME.fullmatch(word.text):
            return True
        first, last = word.lower.partition("-")[0], word.lower.rpartition("-")[2]
        given, family = phrases("given_names_capitalised"), phrases("family_names")
        return word.lower in given or word.lower in family or (first != last and (first in given or last in family))

    def _is_listed_in_lower_case(self, index: int) -> bool:
        """Return whether a rarer given name stands in lower case behind a cue: "ask emeka"."""
        word = self.words[index]
        listed = len(word.text) > 4 and word.lower in phrases("given_names_capitalised")
        return listed and (self._after_cue(index, "name_cues_strong") or self._after_cue(index, "name_cues_lower"))

    def _before_name(self, index: int) -> bool:
        """Return whether a listed name follows: a family name at once, or any listed name behind "and"."""
        if not self._joined(index + 1):
            return False
        following = self.words[index + 1]
        if following.lower in _AND and self._joined(index + 2):
            other = self.words[index + 2]
            return other.is_capitalised and (self._is_given_name(other) or self._is_name_by_its_capital(other))
        told_to = self._lower(index) in phrases("name_cues_weak")
        family = following.lower in phrases("family_names") or _SHAPE_OF_FAMILY_NAME.fullmatch(following.text)
        return not told_to and _could_be_name(following) and bool(family)

    def _before_who(self, index: int) -> bool:
        """Return whether what follows can only speak of a person: ", who never calls"."""
        if index == 0 or index + 1 >= len(self.words):
            return False
        gap = self.text[self.words[index].end : self.words[index + 1].start]
        return gap == ", " and self._lower(index + 1) in _WHO

    def _surname(self, index: int) -> int:
        """Return the index of the last word that belongs to the name: up to two more, particles not counted."""
        end, added = index, 0
        while added < 2 and not self.shouted:
            following = end + 1
            while following - end <= 2 and self._joined(following) and self._lower(following) in _PARTICLES:
                following += 1
            if not self._joined(following) or not self._continues_name(following):
                break
            end, added = following, added + 1
        return end

    def _continues_name(self, index: int) -> bool:
        word = self.words[index]
        initial = word.is_capitalised and len(word.text) == 1 and self.text[word.end : word.end + 1] == "."
        return initial or _could_be_name(word)

    def _initials(self, index: int) -> int | None:
        """Return the end of a name like "J. Haldorsen" or "J.-P. Martin"; None where `index` starts none."""
        end = index
        while end < len(self.words) - 1 and end - index < 2 and self._is_initial(end):
            end += 1
        is_name = end > index and not self._is_initial(end) and _could_be_name(self.words[end])
        follows = is_name and self.text[self.words[end - 1].end : self.words[end].start] in (". ", ".")
        return end if follows and (index == 0 or not self._is_initial(index - 1)) else None

    def _is_initial(self, index: int) -> bool:
        word = self.words[index]
        return len(word.text) == 1 and word.is_capitalised and self.text[word.end : word.end + 1] == "."

    def _joined(self, index: int) -> bool:
        """Return whether only a space (or an initial's stop and a space) stands before the word at `index`."""
        if index >= len(self.words):
            return False
        gap = self.text[self.words[index - 1].end : self.words[index].start]
        return gap == " " or (gap == ". " and len(self.words[index - 1].text) == 1)

    def _after_title(self, index: int) -> bool:
        if index == 0 or not self.words[index].text[0].isalpha():
            return False
        title, gap = self.words[index - 1].text, self.text[self.words[index - 1].end : self.words[index].start]
        if title in _TITLES_WITH_STOP:
            return gap == ". " and _could_be_name(self.words[index])
        if title in _TITLES_IN_LOWER_CASE or (self.shouted and title.capitalize() in _TITLES):
            return gap in (" ", ". ") and self._lower(index) not in phrases("stop_words")
        titled = title in _TITLES or title in _TITLES_BEFORE_CAPITALS
        return titled and gap in (" ", ". ") and _could_be_name(self.words[index])

    def _after_cue(self, index: int, cues: str) -> bool:
        if index == 0:
            return False
        gap = self.text[self.words[index - 1].end : self.words[index].start]
        if len(gap) > 4 or not _BETWEEN_CUE_AND_NAME.issuperset(gap) or ". " in gap:
            return False
        return any(self._before(index, count) in phrases(cues) for count in (1, 2, 3))

    def _after_greeting(self, index: int) -> bool:
        greeted = self._joined(index) and any(self._before(index, n) in phrases("name_cues_greeting") for n in (1, 2))
        # Of capitals in a row ("Dear Partner Team") only the first is greeted; headings are no names.
        return greeted and not (self._joined(index + 1) and self.words[index + 1].lower in phrases("never_names"))

    def _before(self, index: int, count: int) -> str:
        return " ".join(word.lower for word in self.words[max(0, index - count) : index])

    def _lower(self, index: int) -> str:
        return self.words[index].lower


def _could_be_name(word: Word) -> bool:
    ordinary = word.lower in phrases("never_names") or word.lower in phrases("stop_words")
    # A word all in capitals is an abbreviation sooner than a name.
    listed = ordinary or word.text in _TITLES
    return word.is_capitalised and len(word.text) > 1 and not listed and not word.text.isupper()
