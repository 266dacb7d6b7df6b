"""How big a file may be before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableLimits:
    """Bytes of the file, rows below the header, columns, and characters in one cell."""

    size_bytes: int = 50 * 1024 * 1024
    rows: int = 200_000
    columns: int = 1_000
    cell_characters: int = 200_000


DEFAULT_LIMITS = TableLimits()
