"""Finds out what separates the cells of a text file."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from app.shared.tables.faults import TableError

CANDIDATES = (",", ";", "\t", "|")
_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
_SAMPLE_RECORDS = 50
_SAMPLE_CHARACTERS = 256 * 1024


def named_delimiter(delimiter: str) -> str:
    """Return one character for `;`, `tab`, `\\t` and the like; raises TableError bad_delimiter."""
    character = _NAMES.get(delimiter.casefold(), delimiter)
    if len(character) != 1 or character in '"\r\n\0 ' or character.isalnum():
        raise TableError("bad_delimiter", f"“{delimiter}” can't separate cells. Use one character, such as ; or tab.")
    return character


def find_delimiter(text: str) -> str:
    """Return the candidate by which most of the first records have as many cells as the header.

    Only candidates that split the header count; where none does, the file has one column, and the candidate that
    splits the fewest records is returned.
    """
    sample = text[:_SAMPLE_CHARACTERS]
    widths = {candidate: _widths(sample, candidate) for candidate in CANDIDATES}
    splitting = [candidate for candidate in CANDIDATES if widths[candidate][0] > 1]
    return max(splitting or CANDIDATES, key=lambda candidate: _fit(widths[candidate]))


def _fit(widths: list[int]) -> tuple[float, int]:
    return widths.count(widths[0]) / len(widths), widths[0]


def _widths(sample: str, delimiter: str) -> list[int]:
    """Cells in each of the first records, at least one number; the last, perhaps cut, counts only if alone."""
    records = list(islice(_records(sample, delimiter), _SAMPLE_RECORDS + 1))
    widths = [len(cells) for cells in records if any(cell.strip() for cell in cells)]
    return (widths[:-1] if len(widths) > _SAMPLE_RECORDS else widths) or [1]


def _records(sample: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    except csv.Error:  # an endless cell: what came before it says enough
        return
