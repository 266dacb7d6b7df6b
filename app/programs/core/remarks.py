"""Remarks about a whole file that is accepted."""

from app.shared.tables.faults import Rejection
from app.shared.tables.table import Table


def no_rows(table: Table) -> Rejection:
    """The remark about a file that has nothing below its header."""
    return Rejection(table.header_line, None, "no_rows", "The file has a header and no rows below it.")
