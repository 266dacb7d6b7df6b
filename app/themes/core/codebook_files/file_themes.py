"""What a codebook file says, whatever its format: themes in words, what was refused, what is worth knowing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import NAMESPACE_URL, UUID, uuid5

from app.shared.errors import DomainError
from app.shared.tables.cell_text import clean
from app.shared.tables.faults import Rejection
from app.shared.tables.limits import TableLimits
from app.themes.core.theme_text import NAME_CHARACTERS, ThemeText, checked_examples, checked_text

LIMITS = TableLimits(size_bytes=2 * 1024 * 1024, rows=1000, columns=50, cell_characters=20_000)
MOST_THEMES = 1000


@dataclass(frozen=True, slots=True)
class FileTheme:
    """A theme as a file has it. A part that the file says nothing about is None; `key` is the lasting id or None."""

    line: int
    name: str
    key: str | None = None
    definition: str | None = None
    includes: str | None = None
    excludes: str | None = None
    examples: tuple[str, ...] | None = None
    vector: tuple[float, ...] = ()

    def words(self, there: ThemeText | None = None) -> ThemeText:
        """Return the words of the file; where it says nothing, those that are there."""
        there = there or ThemeText(self.name)
        given = {part: getattr(self, part) for part in ("definition", "includes", "excludes", "examples")}
        return replace(there, name=self.name, **{part: value for part, value in given.items() if value is not None})


@dataclass(frozen=True, slots=True)
class CodebookReading:
    """The good themes in the order of the file, every fault with its line, and `notes` about what was left aside."""

    themes: tuple[FileTheme, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    notes: tuple[Rejection, ...] = ()


@dataclass
class ThemeCollector:
    """Takes the themes of a file one by one; those with a fault, or named before, are refused."""

    themes: list[FileTheme] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def add(
        self, line: int, key: str | None, name: str, parts: Mapping[str, str | None], vector: tuple[float, ...] = ()
    ) -> None:
        """Take a theme; `parts` are definition, includes, excludes and examples, one a line."""
        faults: list[Rejection] = []
        name, guid = clean(name), guid_of(key)
        if not name:
            faults.append(Rejection(line, "name", "missing", "The name is missing; every theme needs one."))
        elif len(name) > NAME_CHARACTERS:
            faults.append(Rejection(line, "name", "too_long", f"Use at most {NAME_CHARACTERS} characters."))
        for column, seen in (("name", f"name {name.casefold()}"), ("key", f"key {guid}" if guid else "")):
            if seen and name and (earlier := self.lines.setdefault(seen, line)) != line:
                faults.append(Rejection(line, column, "duplicate", f"Line {earlier} has the same {column}."))
        checked = {part: _checked(part, text, line, faults) for part, text in parts.items()}
        if faults:
            self.rejected.extend(faults)
        else:
            self.themes.append(FileTheme(line, name, guid, vector=vector, **checked))  # type: ignore[arg-type]


def guid_of(key: str | None) -> str | None:
    """Return the key as a GUID in small letters; another program's key always becomes the same one (RFC 9562, v5)."""
    key = clean(key or "")
    if not key:
        return None
    try:
        return str(UUID(key))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"urn:parley:codebook:{key}"))


def _checked(part: str, text: str | None, line: int, faults: list[Rejection]) -> str | tuple[str, ...] | None:
    if text is None:
        return None
    try:
        return checked_examples(text.splitlines()) if part == "examples" else checked_text(part, text)
    except DomainError as error:
        faults.append(Rejection(line, part, "too_long", error.fields[part]))
        return None
