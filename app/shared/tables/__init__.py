"""People's CSV and XLSX files: read as they come, written so that no cell starts a formula."""

from app.shared.tables.faults import BadCell, Rejection, TableError
from app.shared.tables.limits import DEFAULT_LIMITS, TableLimits
from app.shared.tables.reading import read_table
from app.shared.tables.table import Row, Table
from app.shared.tables.writing_csv import as_text_cell, write_csv
from app.shared.tables.writing_xlsx import write_xlsx

__all__ = [
    "DEFAULT_LIMITS",
    "BadCell",
    "Rejection",
    "Row",
    "Table",
    "TableError",
    "TableLimits",
    "as_text_cell",
    "read_table",
    "write_csv",
    "write_xlsx",
]
