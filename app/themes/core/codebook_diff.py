"""What differs between two states of a codebook, in the words of the people who use it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from app.themes.core.codebook_document import CodebookDocument, DocumentTheme, RetiredTheme
from app.themes.core.theme_text import CALLED, PARTS, ThemeText

_TOKEN = re.compile(r"\s+|\w+(?:['’-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a text: they stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class PartChange:
    """How one part of a theme's words changed: the definition, what it includes, …"""

    part: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ThemeDifference:
    """What happened to one theme. `id` is its public id; `changes` are empty unless its words changed."""

    kind: Literal["added", "split", "back", "renamed", "changed", "merged", "retired"]
    id: str
    sentence: str
    changes: tuple[PartChange, ...] = ()


def diff(before: CodebookDocument, after: CodebookDocument) -> tuple[ThemeDifference, ...]:
    """Return what happened to each theme: what is new first, then other words, then what is gone."""
    return (*_come(before, after), *_reworded(before, after), *_gone(before, after))


def diff_words(before: str, after: str) -> tuple[Run, ...]:
    """Return the words of both texts in one line of reading, those that went before those that came."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Run("same", "".join(old[a:b])))
            continue
        if a < b:
            runs.append(Run("gone", "".join(old[a:b])))
        if c < d:
            runs.append(Run("new", "".join(new[c:d])))
    return tuple(runs)


def _come(before: CodebookDocument, after: CodebookDocument) -> Iterator[ThemeDifference]:
    there, retired = {one.id for one in before.themes}, {one.id for one in before.retired}
    names = _names(before, after)
    for one in after.themes:
        name = one.words.name
        if one.id in there:
            continue
        if one.id in retired:
            yield ThemeDifference("back", one.id, f"“{name}” is back in the codebook")
        elif one.split_from:
            source = names.get(one.split_from, "another theme")
            yield ThemeDifference("split", one.id, f"“{name}” was split from “{source}”")
        else:
            yield ThemeDifference("added", one.id, f"“{name}” is new")


def _reworded(before: CodebookDocument, after: CodebookDocument) -> Iterator[ThemeDifference]:
    then = {one.id: one for one in before.themes}
    for one in after.themes:
        if one.id not in then or then[one.id].words == one.words:
            continue
        old = then[one.id].words
        changes = tuple(_part_changes(old, one.words))
        if old.name != one.words.name:
            yield ThemeDifference("renamed", one.id, f"“{old.name}” is now called “{one.words.name}”", changes)
        else:
            yield ThemeDifference("changed", one.id, f"“{old.name}” is said in other words", changes)


def _part_changes(old: ThemeText, new: ThemeText) -> Iterator[PartChange]:
    for part in PARTS[1:]:
        before, after = getattr(old, part), getattr(new, part)
        if part == "examples":
            before, after = "\n".join(before), "\n".join(after)
        if before != after:
            yield PartChange(CALLED[part], diff_words(before, after))


def _gone(before: CodebookDocument, after: CodebookDocument) -> Iterator[ThemeDifference]:
    names = {one.id: one.words.name for one in after.themes}
    retired = {one.id: one for one in after.retired}
    for one in before.themes:
        if one.id in names:
            continue
        into = names.get(_where_it_went(one, retired) or "")
        if into:
            yield ThemeDifference("merged", one.id, f"“{one.words.name}” is now part of “{into}”")
        else:
            yield ThemeDifference("retired", one.id, f"“{one.words.name}” is no longer in the codebook")


def _where_it_went(theme: DocumentTheme, retired: dict[str, RetiredTheme]) -> str | None:
    """Return the end of the chain of merges, which may be long and, in a broken file, a circle."""
    place: str | None = theme.id
    for _step in range(len(retired)):
        if place not in retired:
            break
        place = retired[place].merged_into
    return place


def _names(*documents: CodebookDocument) -> dict[str, str]:
    retired = {one.id: one.name for document in documents for one in document.retired}
    return retired | {one.id: one.words.name for document in documents for one in document.themes}
