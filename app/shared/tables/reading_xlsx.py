"""Reads one sheet of an XLSX workbook as text cells: what its formulas last gave, dates in ISO form."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from app.shared.tables.faults import TableError
from app.shared.tables.table import Row
from app.shared.tables.zip_checks import check_spreadsheet_zip

if TYPE_CHECKING:
    from openpyxl import Workbook

_SHEET_ROWS = 1_048_576
_SHEET_CELLS = 50_000_000  # blank ones between filled ones included: a small file can claim a huge sheet
_MIDNIGHT = time()


def read_sheet(content: Path | BinaryIO, sheet: str | None) -> Iterator[Row]:
    """Yield the rows of the named sheet, or else of the first visible one, without the blanks at their ends.

    Raises TableError: not_a_spreadsheet, too_large, missing_sheet.
    """
    check_spreadsheet_zip(content)
    try:
        yield from _read_sheet(content, sheet)
    except TableError:
        raise
    except Exception as error:  # openpyxl's own faults with damaged files are of every kind
        message = "The spreadsheet is damaged and can't be read. Save it again as XLSX or CSV."
        raise TableError("not_a_spreadsheet", message) from error


def _read_sheet(content: Path | BinaryIO, sheet: str | None) -> Iterator[Row]:
    from openpyxl import load_workbook  # late: a third of a second that only spreadsheets need

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that are not read
        workbook = load_workbook(content, read_only=True, data_only=True, keep_links=False)
    try:
        worksheet = _choose(workbook, sheet)
        worksheet.reset_dimensions()  # what the file says of its size is often wrong
        cells = 0
        for line, values in enumerate(worksheet.iter_rows(max_row=_SHEET_ROWS, values_only=True), 1):
            cells += len(values)
            if cells > _SHEET_CELLS:
                raise TableError("too_large", "The sheet has too many cells. Delete the blank ones or save it as CSV.")
            yield Row(line, _trimmed([_as_text(value) for value in values]))
    finally:
        workbook.close()


def _choose(workbook: "Workbook", sheet: str | None) -> Any:
    worksheets: list[Any] = workbook.worksheets
    if sheet is not None:
        wanted = [each for each in worksheets if each.title.casefold() == sheet.casefold()]
    else:
        wanted = [each for each in worksheets if each.sheet_state == "visible"] or worksheets
    if not wanted:
        names = ", ".join(each.title for each in worksheets)
        raise TableError("missing_sheet", f"The workbook has no such sheet; it has: {names or 'none'}.")
    return wanted[0]


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _as_text(value: object) -> str:
    """Numbers as a spreadsheet shows them: 15 digits at most, no `.0`, no exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        return (value.date() if value.time() == _MIDNIGHT else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
