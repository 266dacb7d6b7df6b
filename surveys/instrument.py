"""The frozen text of a questionnaire: pages, questions and choices, with what each type of question needs."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from surveys.texts import NO_TEXT, Text

OTHER = "other"
NONE = "none"
LONGEST_TEXT = 4000
MOST_RATING_STEPS = 21
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")


class QuestionType(StrEnum):
    RATING = "rating"
    CHOICE = "choice"
    SEVERAL = "several"
    TEXT = "text"


_RATING_FIELDS = ("lowest", "highest", "lowest_label", "highest_label", "scale")
_CHOICE_FIELDS = ("choices", "allows_other", "other_label", "allows_none", "none_label")
_FIELDS_OF_TYPE = {
    QuestionType.RATING: frozenset(_RATING_FIELDS),
    QuestionType.CHOICE: frozenset(_CHOICE_FIELDS),
    QuestionType.SEVERAL: frozenset((*_CHOICE_FIELDS, "most")),
    QuestionType.TEXT: frozenset(("longest", "many_lines")),
}
_ALL_TYPED_FIELDS = frozenset().union(*_FIELDS_OF_TYPE.values())


def is_key(name: str) -> bool:
    """Return whether a part may be named so: a letter, then letters, digits, _ or - (64 in all)."""
    return _KEY.match(name) is not None


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question; a field that its type doesn't have keeps its default.

    Ratings take whole numbers from `lowest` to `highest`; `scale` names the scale of a wave brought in from
    elsewhere, whose values may be words. `most` limits the choices ticked, `longest` the characters.
    Raises ValueError when the parts contradict each other.
    """

    key: str
    type: QuestionType
    title: Text
    help: Text = NO_TEXT
    required: bool = False
    lowest: int = 1
    highest: int = 5
    lowest_label: Text = NO_TEXT
    highest_label: Text = NO_TEXT
    scale: str = ""
    choices: tuple[Choice, ...] = ()
    allows_other: bool = False
    other_label: Text = NO_TEXT
    allows_none: bool = False
    none_label: Text = NO_TEXT
    most: int | None = None
    longest: int = LONGEST_TEXT
    many_lines: bool = True

    def __post_init__(self) -> None:
        if not is_key(self.key):
            raise ValueError(f"{self.key!r} can't be the key of a question")
        if not self.title:
            raise ValueError(f"{self.key}: a question has a title")
        if not 1 <= self.highest - self.lowest < MOST_RATING_STEPS:
            raise ValueError(f"{self.key}: a rating has 2 to {MOST_RATING_STEPS} steps")
        if self.longest < 1 or (self.most is not None and self.most < 1):
            raise ValueError(f"{self.key}: a limit is at least 1")
        if twice := repeated(self.values):
            raise ValueError(f"{self.key}: {', '.join(twice)} is there twice")
        foreign = _ALL_TYPED_FIELDS - _FIELDS_OF_TYPE[self.type]
        given = [
            part.name for part in fields(self) if part.name in foreign and getattr(self, part.name) != part.default
        ]
        if given:
            raise ValueError(f"{self.key}: a {self.type} question has no {', '.join(given)}")

    @property
    def values(self) -> tuple[str, ...]:
        """The values an answer may name, `other` and `none` last where they are offered."""
        offered = (OTHER,) * self.allows_other + (NONE,) * self.allows_none
        return tuple(choice.value for choice in self.choices) + offered


@dataclass(frozen=True, slots=True)
class Page:
    key: str
    title: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire; `language` is that of its default texts. Raises ValueError for a repeated key."""

    title: Text
    pages: tuple[Page, ...]
    description: Text = NO_TEXT
    language: str = "en"

    def __post_init__(self) -> None:
        for name, keys in (
            ("page", (page.key for page in self.pages)),
            ("question", (question.key for question in self.questions)),
        ):
            if twice := repeated(key.lower() for key in keys):
                raise ValueError(f"the {name} {', '.join(twice)} is there twice")

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)

    def question(self, key: str) -> Question:
        """Return the question with that key; raises KeyError where there is none."""
        for question in self.questions:
            if question.key == key:
                return question
        raise KeyError(key)

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of the default texts first, then every other one that any text is translated into."""
        translated = {code for text in _texts(self) for code in text.languages}
        return (self.language, *sorted(translated - {self.language}))

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of all the instrument says; equal instruments have equal digests."""
        canonical = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that occur more than once, in order of their first occurrence."""
    return [name for name, times in Counter(names).items() if times > 1]


def _texts(instrument: Instrument) -> Iterable[Text]:
    yield from (instrument.title, instrument.description)
    for page in instrument.pages:
        yield page.title
    for question in instrument.questions:
        yield from (question.title, question.help, question.lowest_label, question.highest_label)
        yield from (question.other_label, question.none_label, *(choice.text for choice in question.choices))
