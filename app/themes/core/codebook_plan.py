"""What bringing a codebook file in would do: add themes, change their words, leave the others."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.shared.tables.faults import Rejection
from app.themes.core.codebook_diff import PartChange, diff_words
from app.themes.core.codebook_files.file_themes import CodebookReading, FileTheme
from app.themes.core.theme_text import CALLED, PARTS, ThemeText, words_only


@dataclass(frozen=True, slots=True)
class KnownTheme:
    """A theme of the program, by its row; `went_to` is the name of the theme that a merged one went into."""

    id: int
    guid: str
    words: ThemeText
    is_retired: bool = False
    went_to: str = ""


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A theme that would be said in other words."""

    known: KnownTheme
    row: FileTheme
    after: ThemeText

    @property
    def renames(self) -> bool:
        return self.known.words.name.casefold() != self.after.name.casefold()

    @property
    def parts(self) -> list[PartChange]:
        """Return what changes, the name included, word by word."""
        before = self.known.words
        return [
            PartChange(CALLED[part], diff_words(_text(before, part), _text(self.after, part)))
            for part in PARTS
            if getattr(before, part) != getattr(self.after, part)
        ]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would happen; `absent` are the names of themes that the file doesn't have: they stay as they are."""

    added: tuple[FileTheme, ...] = ()
    changed: tuple[PlannedChange, ...] = ()
    same: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    notes: tuple[Rejection, ...] = ()

    @property
    def does_something(self) -> bool:
        return bool(self.added or self.changed)


def plan_import(known: Sequence[KnownTheme], reading: CodebookReading, copied: Collection[str] = ()) -> ImportPlan:
    """Return the plan: a theme is known by its key, else by its name. `copied` are examples that partners wrote."""
    planner = _Planner(known, {words_only(text) for text in copied})
    for row in reading.themes:
        planner.take(row)
    planner.refuse_names_taken()
    touched = {change.known.id for change in planner.changed.values()} | set(planner.same)
    return ImportPlan(
        tuple(planner.added.values()),
        tuple(planner.changed.values()),
        _names(one for one in known if one.id in planner.same),
        _names(one for one in planner.accepted if one.id not in touched),
        tuple(sorted([*reading.rejected, *planner.rejected], key=lambda one: one.line)),
        (*reading.notes, *planner.notes),
    )


class _Planner:
    def __init__(self, known: Sequence[KnownTheme], copied: Collection[str]) -> None:
        self.accepted = [one for one in known if not one.is_retired]
        # Where a theme was merged and another has its key since, the one in use is meant.
        findable = [one for one in known if not one.is_retired or one.went_to]
        self.by_guid = {one.guid: one for one in sorted(findable, key=lambda one: not one.is_retired)}
        self.by_name = {one.words.name.casefold(): one for one in self.accepted}
        self.copied = copied
        self.added: dict[int, FileTheme] = {}
        self.changed: dict[int, PlannedChange] = {}
        self.same: list[int] = []
        self.rejected: list[Rejection] = []
        self.notes: list[Rejection] = []

    def take(self, row: FileTheme) -> None:
        known = self.by_guid.get(row.key or "") or self.by_name.get(row.name.casefold())
        if known is not None and known.is_retired:
            message = (
                f"“{known.words.name}” was merged into “{known.went_to}” here: left aside. Undo that to have it again."
            )
            self.notes.append(Rejection(row.line, "key", "retired", message))
            return
        there = known.words if known else None
        words = row.words(there)
        if example := next((one for one in _new_examples(words, there) if words_only(one) in self.copied), None):
            message = f"“{example[:60]}” is what a partner wrote. Say it in a sentence of your own."
            self.rejected.append(Rejection(row.line, "examples", "partners_words", message))
        elif known is None:
            self.added[row.line] = row
        elif known.id in self.same or any(one.known.id == known.id for one in self.changed.values()):
            message = f"Another line is about “{known.words.name}” already."
            self.rejected.append(Rejection(row.line, "name", "duplicate", message))
        elif words == known.words:
            self.same.append(known.id)
        else:
            self.changed[row.line] = PlannedChange(known, row, words)

    def refuse_names_taken(self) -> None:
        """Refuse rows whose new name a theme has that keeps its own: whoever is refused keeps its own as well."""
        while True:
            leaving = {one.known.id for one in self.changed.values() if one.renames}
            kept = {one.words.name.casefold() for one in self.accepted if one.id not in leaving}
            taken = [line for line, row in self.added.items() if row.name.casefold() in kept]
            taken += [line for line, one in self.changed.items() if one.renames and one.after.name.casefold() in kept]
            for line in taken:
                self.added.pop(line, None)
                self.changed.pop(line, None)
                self.rejected.append(Rejection(line, "name", "duplicate", "Another theme has this name."))
            if not taken:
                return


def _names(themes: Iterable[KnownTheme]) -> tuple[str, ...]:
    return tuple(sorted((one.words.name for one in themes), key=str.casefold))


def _new_examples(words: ThemeText, there: ThemeText | None) -> list[str]:
    return [one for one in words.examples if there is None or one not in there.examples]


def _text(words: ThemeText, part: str) -> str:
    return "\n".join(words.examples) if part == "examples" else str(getattr(words, part))
