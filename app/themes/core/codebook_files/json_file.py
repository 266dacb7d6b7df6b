"""The codebook as CODEBOOK.json, the file that `./parley themes code` codes comments with."""

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence

from analysis.coding.codebook_file import (
    VECTOR_WIDTH,
    VERSION,
    CodebookFile,
    CodebookFileError,
    CodedTheme,
    codebook_text,
    read_codebook,
)
from app.shared.tables import TableError
from app.shared.tables.decoding import decode
from app.themes.core.codebook_document import DocumentTheme
from app.themes.core.codebook_files.file_themes import (
    MOST_THEMES,
    CodebookReading,
    FileTheme,
    ThemeCollector,
    guid_of,
)
from app.themes.core.theme_text import ThemeText

_DECIMALS = 6


def write_codebook_json(
    program: str, number: int, themes: Sequence[DocumentTheme], vectors: Mapping[str, bytes] | None = None
) -> str:
    """Return the themes as CODEBOOK.json; `vectors` are float32 centroids by the theme's key."""
    return codebook_text(
        CodebookFile(VERSION, program, number, tuple(_theme(theme, (vectors or {}).get(theme.key)) for theme in themes))
    )


def write_import(rows: Iterable[tuple[FileTheme, str | None, ThemeText]]) -> str:
    """Return themes of a file, each with its key and all its words, as CODEBOOK.json; "" for none.

    A theme without a key is given one from its name, so that it stays the same theme until it is stored.
    """
    themes = tuple(
        CodedTheme(
            key or guid_of(f"name:{words.name.casefold()}") or "",
            words.name,
            words.definition,
            words.includes,
            words.excludes,
            words.examples,
            tuple(row.vector),
        )
        for row, key, words in rows
    )
    return codebook_text(CodebookFile(VERSION, "", 0, themes)) if themes else ""


def read_codebook_json(content: bytes) -> CodebookReading:
    """Return the themes of CODEBOOK.json. Raises TableError with the line where it is none."""
    text, _encoding = decode(content)
    try:
        found = read_codebook(text)
    except CodebookFileError as error:
        place = f" (line {error.line}, character {error.column})" if error.line else ""
        raise TableError("not_a_codebook", f"{error.message}{place}", line=error.line or 1) from error
    if len(found.themes) > MOST_THEMES:
        raise TableError("too_many_rows", f"The file has more than {MOST_THEMES:,} themes.")
    collector, lines = ThemeCollector(), _lines_of_themes(text, len(found.themes))
    for line, theme in zip(lines, found.themes, strict=True):
        parts = {
            "definition": theme.definition,
            "includes": theme.includes,
            "excludes": theme.excludes,
            "examples": "\n".join(theme.examples),
        }
        collector.add(line, theme.key, theme.name, parts, tuple(theme.vector))
    return CodebookReading(tuple(collector.themes), tuple(collector.rejected))


def vector_bytes(vector: Sequence[float]) -> bytes | None:
    """Return a file's vector as the float32 bytes of a centroid, None where it has none."""
    return array("f", vector).tobytes() if vector else None


def _theme(theme: DocumentTheme, centroid: bytes | None) -> CodedTheme:
    words = theme.words
    numbers = array("f", centroid) if centroid and len(centroid) == VECTOR_WIDTH * 4 else ()
    vector = tuple(round(number, _DECIMALS) for number in numbers)
    return CodedTheme(theme.key, words.name, words.definition, words.includes, words.excludes, words.examples, vector)


def _lines_of_themes(text: str, count: int) -> list[int]:
    """Return the line where each theme's key stands; JSON doesn't say, and a person looks for it."""
    places = [match.start() for match in re.finditer(r'"key"\s*:', text)]
    if len(places) != count:
        return [1] * count
    return [text.count("\n", 0, place) + 1 for place in places]
