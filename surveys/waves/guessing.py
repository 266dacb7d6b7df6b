"""A crosswalk for a table that came without one, guessed from its header and its values."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from surveys.instrument import QuestionType
from surveys.plain_text import folded
from surveys.waves.columns import CrosswalkColumn
from surveys.waves.crosswalk import Crosswalk
from surveys.waves.table import Row

_MOST_MARKS = 2
_MOST_CHOICES = 12
_LONGEST_CHOICE = 80
_GENERAL = frozenset(("response", "open-ended response", "antwort", ""))


@dataclass(frozen=True, slots=True)
class _Column:
    number: int
    header: str
    subheader: str
    group: str
    values: tuple[str, ...]

    @property
    def is_tick(self) -> bool:
        return bool(self.values) and bool(self.subheader) and set(self.values) == {self.subheader}

    @property
    def title(self) -> str:
        return self.group if self.subheader.lower() in _GENERAL else f"{self.group} {self.subheader}"


def crosswalk_from_header(header_rows: Sequence[Row], rows: Sequence[Row], label: str) -> Crosswalk:
    """Return a crosswalk of one wave in which each column with a header and values is a question.

    With two header rows an empty header goes on with the question to its left, and neighbours of one question that
    hold nothing but their own subheader make one several question. Whole numbers from 0 to 10 are a rating, with up
    to two marks in words such as N/A; few short values that recur are a choice, the rest text. Columns of nothing
    but row numbers, other numbers, dates or addresses are left out: they tell who or when, and are no answers.
    """
    columns = _columns(header_rows, rows)
    groups_of_ticks = {each.group for each in columns if each.is_tick}
    taken: set[str] = set()
    several: dict[str, str] = {}
    found = []
    for each in columns:
        kind, scale = _kind(each.values)
        if each.group in groups_of_ticks and (each.is_tick or not each.values):
            kind, scale = QuestionType.SEVERAL, ""
        if not each.group or kind is None:
            continue
        if kind is QuestionType.SEVERAL:
            key = several.get(each.group) or several.setdefault(each.group, _key(each.group, taken))
        else:
            key = _key(each.title, taken)
        found.append(CrosswalkColumn(key, kind, label, each.number, each.header, each.subheader, scale))
    return Crosswalk(tuple(found))


def _columns(header_rows: Sequence[Row], rows: Sequence[Row]) -> list[_Column]:
    width = max((len(cells) for _, cells in header_rows), default=0)
    columns = []
    group = ""
    for place in range(width):
        header, subheader = ([folded(_cell(cells, place)) for _, cells in header_rows[:2]] + [""])[:2]
        group = header or (group if len(header_rows) > 1 else "")
        values = tuple(value for _, cells in rows if (value := folded(_cell(cells, place))))
        columns.append(_Column(place + 1, header, subheader, group, values))
    return columns


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _kind(values: Sequence[str]) -> tuple[QuestionType | None, str]:
    """Return the type that the values look like, with the scale of a rating, or None where they are no answers."""
    different = set(values)
    if not different or list(values) == [str(number) for number in range(1, len(values) + 1)]:
        return None, ""
    steps = {int(value) for value in different if re.fullmatch("[0-9]|10", value)}
    if steps and len(different) - len(steps) <= _MOST_MARKS:
        lowest, highest = min(steps), max(steps)
        return QuestionType.RATING, "0-10" if lowest == 0 else "1-5" if highest <= 5 else "1-10"
    if all(re.fullmatch(r"\S+@\S+", value) for value in different):
        return None, ""
    if all(re.search("[0-9]", value) and not re.search(r"[^\W\d_]{3}", value) for value in different):
        return None, ""
    few = len(different) <= _MOST_CHOICES and 2 * len(different) <= len(values)
    if few and all(len(value) <= _LONGEST_CHOICE for value in different):
        return QuestionType.CHOICE, ""
    return QuestionType.TEXT, ""


def _key(title: str, taken: set[str]) -> str:
    """Return a key made of the title's first words that was not taken before, and take it."""
    latin = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", latin)
    stem = "_".join(words)[:40].strip("_")
    stem = stem if stem[:1].isalpha() else f"question_{stem}".strip("_")
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}_{number}"
    taken.add(key)
    return key
