"""Reads and writes CODEBOOK.json, the file by which a codebook travels between programs, machines and people.

The file is one JSON object:

    {"format": "parley-codebook", "version": 1, "program": "northwind", "number": 12, "themes": [
      {"key": "slow-deal-registration", "name": "Slow deal registration", "definition": "…", "includes": "…",
       "excludes": "…", "examples": ["a masked comment", "another"], "vector": [384 numbers, optional]}]}

`key` is the theme's lasting id, `number` the codebook's own, which rises with every edit. `vector` is the mean of
the theme's comments in the space of `embed.embed_for_matching`: it codes better than a name and quotes nobody.
Of a theme only `key` and `name` must be there; keys that this version doesn't know are left aside.
"""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from annotated_types import MinLen
from pydantic import FiniteFloat, TypeAdapter, ValidationError

FORMAT = "parley-codebook"
VERSION = 1
VECTOR_WIDTH = 384

_Given = Annotated[str, MinLen(1)]


class CodebookFileError(ValueError):
    """The text is no codebook that can be used; `line` and `column` (from 1) where the JSON breaks, else None."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass(frozen=True, slots=True)
class CodedTheme:
    """A theme as a codebook file has it: what it means, what belongs to it and what doesn't, and typical comments."""

    key: _Given
    name: _Given
    definition: str = ""
    includes: str = ""
    excludes: str = ""
    examples: tuple[str, ...] = ()
    vector: tuple[FiniteFloat, ...] = ()


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A whole codebook. `version` is that of the file's format, `number` that of the codebook."""

    version: int
    program: str
    number: int
    themes: Annotated[tuple[CodedTheme, ...], MinLen(1)]


def codebook_text(codebook: CodebookFile) -> str:
    """Return the codebook as JSON, the same text for the same codebook."""
    themes = [_without_empty_vector(asdict(theme)) for theme in codebook.themes]
    return json.dumps({"format": FORMAT, **asdict(codebook), "themes": themes}, ensure_ascii=False, indent=1) + "\n"


def read_codebook(text: str) -> CodebookFile:
    """Return the codebook of a JSON text. Raises CodebookFileError, which says what is wrong and where."""
    try:
        found: Any = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise CodebookFileError(f"This is not JSON: {error.msg}.", error.lineno, error.colno) from error
    except RecursionError as error:
        raise CodebookFileError("This is not a codebook: it is nested too deeply.") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise CodebookFileError(f'This is not a codebook: it should be an object with "format": "{FORMAT}".')
    if found.get("version") != VERSION:
        raise CodebookFileError(
            f"This codebook is of format version {str(found.get('version'))[:20]}, and this Parley reads version"
            f" {VERSION}. Export it again from a Parley of this version, or code with the one that wrote it."
        )
    try:
        codebook = TypeAdapter(CodebookFile).validate_python(found)
    except ValidationError as error:
        first = error.errors()[0]
        raise CodebookFileError(f"{_place(first['loc'])}: {first['msg']}.") from error
    _check_themes(codebook)
    return codebook


def _check_themes(codebook: CodebookFile) -> None:
    for what, given in (
        ("key", [theme.key for theme in codebook.themes]),
        ("name", [theme.name.casefold() for theme in codebook.themes]),
    ):
        twice = [one for one, times in Counter(given).items() if times > 1]
        if twice:
            raise CodebookFileError(f"Two themes have the {what} {twice[0][:60]}: each needs one of its own.")
    for number, theme in enumerate(codebook.themes):
        if theme.vector and len(theme.vector) != VECTOR_WIDTH:
            raise CodebookFileError(f"themes[{number}].vector: it should have {VECTOR_WIDTH} numbers.")


def _place(location: tuple[int | str, ...]) -> str:
    """Return the place of a fault as a person would write it: themes[3].name."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).removeprefix(".")


def _without_empty_vector(theme: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in theme.items() if name != "vector" or value}
