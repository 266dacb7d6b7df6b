"""The codebook as a table: a row a theme, its examples one a line in their cell."""

import re
from collections.abc import Sequence
from typing import TextIO

from app.shared.tables import TableError, read_table, write_csv
from app.shared.tables.cell_text import clean
from app.shared.tables.faults import Rejection
from app.themes.core.codebook_document import DocumentTheme
from app.themes.core.codebook_files.file_themes import LIMITS, CodebookReading, ThemeCollector

COLUMNS = ("key", "name", "definition", "includes", "excludes", "examples")
_ALSO_CALLED = {
    "guid": "key",
    "id": "key",
    "code": "name",
    "theme": "name",
    "description": "definition",
    "example": "examples",
}
# A cell that a spreadsheet would take for a formula gets an apostrophe; one that has it already gets one more.
_MARKED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


def write_codebook_csv(target: TextIO, themes: Sequence[DocumentTheme]) -> int:
    """Write the themes as CSV and return their number; no cell starts a formula."""
    return write_csv(target, COLUMNS, (_cells(theme) for theme in themes))


def read_codebook_csv(content: bytes) -> CodebookReading:
    """Return the themes of a CSV or XLSX file. Raises TableError where it can't be read at all."""
    table = read_table(content, strict_width=True, limits=LIMITS)
    places: dict[str, int] = {}
    notes: list[Rejection] = []
    for place, head in enumerate(table.header):
        said = clean(head).casefold()
        column = said if said in COLUMNS else _ALSO_CALLED.get(said, "")
        if column in places:
            raise TableError("duplicate_column", f"Two columns hold the {column}.", line=table.header_line, column=head)
        if column:
            places[column] = place
        elif said:
            notes.append(Rejection(table.header_line, head, "ignored_column", "This column means nothing here."))
    if "name" not in places:
        message = f"There is no column “name”. The columns are {', '.join(COLUMNS)}; only the name is needed."
        raise TableError("missing_column", message, line=table.header_line)
    collector = ThemeCollector()
    for row in table.rows:
        cells = {column: _unmarked(row.cells[place]) for column, place in places.items()}
        parts = {column: cells.get(column) for column in COLUMNS[2:]}
        collector.add(row.line, cells.get("key"), cells["name"], parts)
    rejected = sorted([*table.rejected, *collector.rejected], key=lambda one: one.line)
    return CodebookReading(tuple(collector.themes), tuple(rejected), tuple(notes))


def _cells(theme: DocumentTheme) -> list[str]:
    words = theme.words
    cells = [theme.key, words.name, words.definition, words.includes, words.excludes, "\n".join(words.examples)]
    return [f"'{cell}" if _MARKED.match(cell) else cell for cell in cells]


def _unmarked(cell: str) -> str:
    return cell[1:] if _MARKED.match(cell) else cell
