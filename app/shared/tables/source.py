"""Fetches a file's bytes without ever reading more than is allowed."""

from pathlib import Path
from typing import BinaryIO, NoReturn

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
            raise _unreadable(error) from error
    if size > limit:
        _refuse(limits)
    if not content:
        raise TableError("empty_file", "The file is empty.")
    return content


def first_bytes(file: Path, limits: TableLimits, count: int = 16) -> bytes:
    """Return how a file begins, after a look at its size; raises as `read_bytes` does."""
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            start = stream.read(count)
    except OSError as error:
        raise _unreadable(error) from error
    return read_bytes(start, limits) if size <= limits.size_bytes else _refuse(limits)


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


def _refuse(limits: TableLimits) -> NoReturn:
    size = limits.size_bytes / 1024 / 1024
    raise TableError("too_large", f"The file is larger than {size:g} MB. Split it in parts.")


def _unreadable(error: OSError) -> TableError:
    return TableError("unreadable", f"The file can't be read: {error.strerror or error}.")
