"""Finds out what separates the cells of a text file."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from app.shared.tables.faults import TableError

CANDIDATES = (",", ";", "\t", "|")
_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_SAMPLE_RECORDS = 50
SAMPLE_CHARACTERS = 256 * 1024


def named_delimiter(delimiter: str) -> str:
    """Return one character for `;`, `tab`, `\\t` and the like; raises TableError bad_delimiter."""
    character = _NAMES.get(delimiter.casefold(), delimiter)
    if len(character) != 1 or character in '"\r\n\0 ' or character.isalnum():
        raise TableError("bad_delimiter", f"“{delimiter}” can't separate cells. Use one character, such as ; or tab.")
    return character


def find_delimiter(text: str) -> str:
    """Return the candidate by which most of the first records have as many cells as the header.

    Only candidates that split the header count; where none does, one that a bad quote kept from it, so that the
    quote is reported. Else the file has one column, and the candidate that splits the fewest records is returned.
    """
    sample = text[:SAMPLE_CHARACTERS]
    widths = {candidate: _widths(sample, candidate) for candidate in CANDIDATES}
    splitting = [candidate for candidate in CANDIDATES if widths[candidate][0] > 1]
    broken = [candidate for candidate in CANDIDATES if widths[candidate][0] == 0]
    return max(splitting or broken or CANDIDATES, key=lambda candidate: _fit(widths[candidate]))


def _fit(widths: list[int]) -> tuple[float, int]:
    return widths.count(widths[0]) / len(widths), widths[0]


def _widths(sample: str, delimiter: str) -> list[int]:
    """Cells in each of the first records, at least one number; the last, perhaps cut, counts only if alone."""
    widths = list(islice(_record_widths(sample, delimiter), _SAMPLE_RECORDS + 1))
    return (widths[:-1] if len(widths) > 1 and len(sample) == SAMPLE_CHARACTERS else widths) or [1]


def _record_widths(sample: str, delimiter: str) -> Iterator[int]:
    """The number of cells of each record with content; 0 where the quotes speak against the delimiter."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield 0
        else:
            if any(map(str.strip, cells)):
                yield len(cells)
