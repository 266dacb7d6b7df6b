"""Fetches a file's bytes without ever reading more than is allowed."""

from pathlib import Path
from typing import BinaryIO

from app.shared.tables.faults import TableError
from app.shared.tables.limits import TableLimits

Source = Path | bytes | BinaryIO


def read_bytes(source: Source, limits: TableLimits) -> bytes:
    """Return the whole content; raises TableError: too_large, empty_file, unreadable."""
    limit = limits.size_bytes
    if isinstance(source, bytes):
        content, size = source, len(source)
    else:
        try:
            content, size = _read_file(source, limit)
        except OSError as error:
            raise TableError("unreadable", f"The file can't be read: {error.strerror or error}.") from error
    if size > limit:
        raise TableError("too_large", f"The file is larger than {limit / 1024 / 1024:g} MB. Split it in parts.")
    if not content:
        raise TableError("empty_file", "The file is empty.")
    return content


def _read_file(source: Path | BinaryIO, limit: int) -> tuple[bytes, int]:
    """Return content and size; of a file that is too large nothing is read, or one byte more than allowed."""
    if isinstance(source, Path):
        size = source.stat().st_size
        if size > limit:
            return b"", size
        with source.open("rb") as stream:
            content = stream.read(limit + 1)
    else:
        content = source.read(limit + 1)
    return content, len(content)
