"""Reads delimited text record by record, each with the line where it starts."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from app.shared.tables.faults import Rejection, TableError
from app.shared.tables.table import Row
from app.shared.tables.text_file import TextFile

_MOST_DELIMITERS = 200_000
_CELL_CHARACTERS = 5_000_000  # of one being read: far more than are kept, so that a quote left open is found
_ENDLESS = "field larger than field limit"  # csv's words
_AT_THE_END = "unexpected end of data"  # csv's words for a quote still open when the text ends


def read_records(text: str | TextFile, delimiter: str) -> Iterator[Row | Rejection]:
    """Yield each record, an empty line as a row without cells.

    A quote that closes in the middle of a cell gives a Rejection of that line (bad_quote). Where a quote never
    closes, or does so lines later in the middle of a cell, nothing after it can be trusted: TableError
    unclosed_quote names the line where it opened. A line with far too many cells to be one of a table is
    refused before it is split: TableError too_many_columns.
    """
    csv.field_size_limit(_CELL_CHARACTERS)
    padded = re.search(f'{re.escape(delimiter)} +"[^"]', beginning(text, 10_000)) is not None
    lines = _bearable_lines(text, delimiter)
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=padded)
    while True:
        first = reader.line_num + 1
        try:
            yield Row(first, tuple(next(reader)))
        except StopIteration:
            return
        except csv.Error as error:
            last = reader.line_num
            endless = str(error).startswith(_ENDLESS)
            if last > first or str(error) == _AT_THE_END:
                last -= endless  # the line with which the cell became too long can't be split
                record = islice(_lines(text), first - 1, last)
                cells = next(csv.reader(record, delimiter=delimiter, skipinitialspace=padded))
                raise _unclosed(cells, last) from error
            yield _bad_line(first, endless)


def _bad_line(line: int, endless: bool) -> Rejection:
    if endless:
        return Rejection(line, None, "too_long", f"A cell has more than {_CELL_CHARACTERS:,} characters.")
    message = "A quote closes in the middle of a cell. Write a quote inside a cell twice."
    return Rejection(line, None, "bad_quote", message)


def beginning(text: str | TextFile, characters: int) -> str:
    """Return the first characters of a text."""
    return text[:characters] if isinstance(text, str) else text.beginning(characters)


def _lines(text: str | TextFile) -> Iterator[str]:
    """Lines as csv counts them, each with its own ending."""
    return iter(io.StringIO(text, newline="")) if isinstance(text, str) else text.lines()


def _bearable_lines(text: str | TextFile, delimiter: str) -> Iterator[str]:
    for number, line in enumerate(_lines(text), 1):
        if len(line) > _MOST_DELIMITERS and line.count(delimiter) > _MOST_DELIMITERS:
            message = f"Line {number} has more than {_MOST_DELIMITERS:,} cells: this is not a table."
            raise TableError("too_many_columns", message, line=number)
        yield line


def _unclosed(cells: list[str], last: int) -> TableError:
    """The cell to blame is the last one that reaches over a line's end: all others are on line `last`."""
    heights = [sum(1 for _ in _lines(cell)) for cell in cells]
    height = next((height for height in reversed(heights) if height > 1), 1)
    line = last - height + 1
    return TableError("unclosed_quote", f"A quote that opens on line {line} is not closed.", line=line)
