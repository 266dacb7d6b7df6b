"""People's CSV and XLSX files: read as they come, written so that no cell starts a formula."""

from app.shared.tables.faults import BadCell, Rejection, TableError
from app.shared.tables.limits import DEFAULT_LIMITS, TableLimits
from app.shared.tables.reading import open_table, read_table
from app.shared.tables.table import Row, Table, TableStream
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
    "TableStream",
    "as_text_cell",
    "open_table",
    "read_table",
    "write_csv",
    "write_xlsx",
]
