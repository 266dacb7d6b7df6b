"""The one way in: any file that people call a table becomes a Table, or a TableError says why not."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.shared.tables.decoding import decode
from app.shared.tables.delimiter import SAMPLE_CHARACTERS, find_delimiter, named_delimiter
from app.shared.tables.faults import Rejection, TableError
from app.shared.tables.limits import DEFAULT_LIMITS, TableLimits
from app.shared.tables.reading_csv import read_records
from app.shared.tables.reading_xlsx import read_sheet
from app.shared.tables.source import Source, first_bytes, read_bytes
from app.shared.tables.table import Row, Table, TableStream
from app.shared.tables.text_file import TextFile

_ZIP = b"PK\x03\x04"
_OTHER_FORMATS = {
    b"\xd0\xcf\x11\xe0": "an old or password-protected Excel file",
    b"%PDF-": "a PDF document",
    b"{\\rtf": "a text document",
}


@dataclass(frozen=True)
class _Checks:
    """What every row must keep to."""

    fewest_cells: int
    most_cells: int
    limits: TableLimits

    def fault_of(self, row: Row, header: Row) -> Rejection | None:
        count = len(row.cells)
        if count > self.limits.columns:
            message = f"The row has more than {self.limits.columns:,} cells."
            return Rejection(row.line, None, "too_many_columns", message)
        if not self.fewest_cells <= count <= self.most_cells:
            message = f"The row has {count} cells where the header has {self.most_cells}."
            return Rejection(row.line, None, "wrong_column_count", message)
        most = self.limits.cell_characters
        if max(map(len, row.cells)) <= most:
            return None
        place = next(place for place, cell in enumerate(row.cells) if len(cell) > most)
        column = header.cells[place] if place < len(header.cells) else None
        return Rejection(row.line, column or None, "too_long", f"The cell has more than {most:,} characters.")


def read_table(
    source: Source,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    header_rows: int = 1,
    strict_width: bool = False,
    limits: TableLimits = DEFAULT_LIMITS,
) -> Table:
    """Return the table in a CSV or XLSX file; its content, not its name, decides which of them it is.

    Empty rows are skipped. Short rows are filled up; with `strict_width` a row with more cells than the header,
    or in a text file fewer, is rejected (wrong_column_count). Raises TableError: unreadable, too_large,
    empty_file, unknown_format, not_a_spreadsheet, missing_sheet, not_text, bad_encoding, bad_delimiter,
    unclosed_quote, bad_quote in the header, no_header, too_many_columns, too_many_rows.
    """
    content = read_bytes(source, limits)
    _refuse_other_formats(content)
    if content.startswith(_ZIP):
        records: Iterator[Row | Rejection] = read_sheet(io.BytesIO(content), sheet)
        encoding = delimiter = None
    else:
        text, encoding = decode(content, encoding)
        delimiter = named_delimiter(delimiter) if delimiter else find_delimiter(text)
        records = read_records(text, delimiter)
    head = _read_head(records, header_rows, limits)
    width = max(len(row.cells) for row in head)
    checks = _Checks(width if strict_width and delimiter else 0, width if strict_width else limits.columns, limits)
    rows: list[Row] = []
    rejected: list[Rejection] = []
    for record in _body(records, head[0], checks):
        if isinstance(record, Rejection):
            rejected.append(record)
        else:
            rows.append(Row(record.line, _filled(record.cells, width)))
    headers = tuple(_filled(row.cells, width) for row in head)
    return Table(headers, head[0].line, tuple(rows), tuple(rejected), encoding, delimiter)


def open_table(file: Path, *, limits: TableLimits = DEFAULT_LIMITS) -> TableStream:
    """Return a CSV or XLSX file as `read_table` reads it, row by row: never more of it than a row is held.

    Raises the TableErrors of `read_table`, those of the rows and too_many_rows while they are read.
    """
    start = first_bytes(file, limits)
    _refuse_other_formats(start)
    if start.startswith(_ZIP):
        text = None
        records: Iterator[Row | Rejection] = read_sheet(file, None)
    else:
        text = TextFile(file)
        records = read_records(text, find_delimiter(text.beginning(SAMPLE_CHARACTERS)))
    (head,) = _read_head(records, 1, limits)
    width = len(head.cells)
    rows = (
        record if isinstance(record, Rejection) else Row(record.line, _filled(record.cells, width))
        for record in _body(records, head, _Checks(0, limits.columns, limits))
    )
    return TableStream(head.cells, head.line, rows, lambda: text.share_read if text else 0.0)


def _refuse_other_formats(content: bytes) -> None:
    for magic, description in _OTHER_FORMATS.items():
        if content.startswith(magic):
            raise TableError("unknown_format", f"This is {description}. Save the table as XLSX or CSV.")


def _read_head(records: Iterator[Row | Rejection], header_rows: int, limits: TableLimits) -> list[Row]:
    """The first row with any content, and below it as many more as the header has."""
    head: list[Row] = []
    for record in records:
        if isinstance(record, Rejection):
            raise TableError(record.reason, f"In the header: {record.message}", line=record.line)
        if not (any(map(str.strip, record.cells)) or (head and len(record.cells) > 1)):
            continue
        if len(record.cells) > limits.columns:
            message = f"The file has more than {limits.columns:,} columns."
            raise TableError("too_many_columns", message, line=record.line)
        head.append(record)
        if len(head) == header_rows:
            return head
    raise TableError("no_header", f"The file needs {header_rows} header row(s) with the names of its columns.")


def _body(records: Iterator[Row | Rejection], header: Row, checks: _Checks) -> Iterator[Row | Rejection]:
    """Every record with content, the bad ones as rejections; raises TableError too_many_rows."""
    most, count = checks.limits.rows, 0
    for record in records:
        if isinstance(record, Row) and not any(map(str.strip, record.cells)):
            continue
        count += 1
        if count > most:
            message = f"The file has more than {most:,} rows. Split it in parts."
            raise TableError("too_many_rows", message, line=record.line)
        yield record if isinstance(record, Rejection) else checks.fault_of(record, header) or record


def _filled(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells if len(cells) >= width else cells + ("",) * (width - len(cells))
