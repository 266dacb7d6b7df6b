"""The codebook as a file: CSV, CODEBOOK.json and REFI-QDA, written and read; the content decides which it is."""

from app.shared.tables import TableError
from app.shared.tables.source import Source, read_bytes
from app.themes.core.codebook_files.csv_file import read_codebook_csv, write_codebook_csv
from app.themes.core.codebook_files.file_themes import LIMITS, CodebookReading, FileTheme, guid_of
from app.themes.core.codebook_files.json_file import (
    read_codebook_json,
    vector_bytes,
    write_codebook_json,
    write_import,
)
from app.themes.core.codebook_files.qdc_file import read_codebook_qdc, write_codebook_qdc

__all__ = [
    "CodebookReading",
    "FileTheme",
    "guid_of",
    "read_codebook_file",
    "vector_bytes",
    "write_codebook_csv",
    "write_codebook_json",
    "write_codebook_qdc",
    "write_import",
]


def read_codebook_file(source: Source) -> CodebookReading:
    """Return what a file says; one that can't be read at all is a reading with one rejection."""
    try:
        content = read_bytes(source, LIMITS)
        start = content[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        if start.startswith(b"<"):
            return read_codebook_qdc(content)
        if start.startswith((b"{", b"[")):
            return read_codebook_json(content)
        return read_codebook_csv(content)
    except TableError as error:
        return CodebookReading(rejected=(error.rejection,))
