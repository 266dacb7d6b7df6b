"""Writes XLSX in which every text is a text: no formulas, no links."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

_CELL_CHARACTERS = 32_767  # a limit of the format, beyond which a cell would be left out
_EXACT_INTEGERS = 2**53  # a spreadsheet holds every number as a double
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def write_xlsx(
    target: Path | BinaryIO, header: Sequence[str], rows: Iterable[Sequence[object]], *, sheet: str = "Table"
) -> int:
    """Write one sheet with a frozen bold header and return the number of rows below it.

    Numbers stay numbers where a spreadsheet can hold them exactly; dates are ISO text. Text longer than a cell
    can hold ends in "…". Raises ValueError for more rows than a sheet has.
    """
    import xlsxwriter  # late: only exports need it

    with xlsxwriter.Workbook(target, dict(_OPTIONS)) as workbook:
        worksheet = workbook.add_worksheet(sheet)
        worksheet.freeze_panes(1, 0)
        bold = workbook.add_format({"bold": True})
        for column, name in enumerate(header):
            worksheet.write_string(0, column, _shortened(name), bold)
        count = 0
        for count, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if _write_cell(worksheet, count, column, cell) == -1:
                    raise ValueError("A sheet can't hold so many rows or columns; write CSV instead.")
    return count


def _write_cell(worksheet: Any, row: int, column: int, cell: object) -> int:
    if cell is None:
        return 0
    if isinstance(cell, bool):
        written = worksheet.write_boolean(row, column, cell)
    elif isinstance(cell, float | Decimal) or (isinstance(cell, int) and abs(cell) <= _EXACT_INTEGERS):
        written = worksheet.write_number(row, column, cell)
    else:
        written = worksheet.write_string(row, column, _shortened(str(cell)))
    return int(written)


def _shortened(text: str) -> str:
    return text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"
