"""Looks at a spreadsheet's zip directory before anything is unpacked."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from app.shared.tables.faults import TableError

_MEMBERS = 2_000
_UNPACKED_BYTES = 400 * 1024 * 1024
_RATIO = 200
_RATIO_MATTERS_FROM_BYTES = 1024 * 1024
_NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}


def check_spreadsheet_zip(content: Path | BinaryIO) -> None:
    """Raise TableError unless the file is a zip of a workbook that unpacks to a bearable size.

    A member that lies about its size is cut there by the reader and fails its checksum. Reasons:
    not_a_spreadsheet, too_large.
    """
    try:
        with zipfile.ZipFile(content) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise TableError("not_a_spreadsheet", "The file begins like a spreadsheet, but it is damaged.") from error
    if not {member.filename for member in members} >= _NEEDED:
        raise TableError("not_a_spreadsheet", "This is not an Excel workbook. Save the table as XLSX or CSV.")
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MEMBERS or unpacked > _UNPACKED_BYTES or any(map(_is_bomb, members)):
        raise TableError("too_large", "The spreadsheet unpacks to far more than a table needs. Save it as CSV.")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    if member.file_size < _RATIO_MATTERS_FROM_BYTES:
        return False
    return member.file_size > _RATIO * max(member.compress_size, 1)
