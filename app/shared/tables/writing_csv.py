"""Writes CSV that opens in a spreadsheet without running anything."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def as_text_cell(value: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula: an apostrophe before a risky beginning.

    Plain signed numbers stay as they are. After OWASP, "CSV Injection".
    """
    if value.startswith(_FORMULA_STARTS) and not _PLAIN_NUMBER.fullmatch(value):
        return "'" + value
    return value


def write_csv(target: Path | TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write comma-separated UTF-8 with CRLF line ends and return the number of rows below the header.

    Text cells are made safe with `as_text_cell`, None becomes an empty cell, dates their ISO form. A text stream
    must have been opened with newline="".
    """
    if isinstance(target, Path):
        with target.open("w", encoding="utf-8", newline="") as stream:
            return write_csv(stream, header, rows)
    writer = csv.writer(target)
    writer.writerow([as_text_cell(name) for name in header])
    count = 0
    for row in rows:
        writer.writerow([as_text_cell(cell) if isinstance(cell, str) else cell for cell in row])
        count += 1
    return count
