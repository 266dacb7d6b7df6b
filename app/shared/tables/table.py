"""A table as read from a file: text cells, each row with the line where it starts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.shared.tables.faults import Rejection


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `line` is the physical line where it starts (quoted newlines count) or the sheet's row."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's cells as written, unstripped.

    Every header row and every row has at least `column_count` cells. `encoding` and `delimiter` are None for a
    spreadsheet. `rejected` holds the rows left out: of wrong width, badly quoted or with an endless cell.
    """

    headers: tuple[tuple[str, ...], ...]
    header_line: int
    rows: tuple[Row, ...]
    rejected: tuple[Rejection, ...]
    encoding: str | None
    delimiter: str | None

    @property
    def header(self) -> tuple[str, ...]:
        """The first header row."""
        return self.headers[0]

    @property
    def column_count(self) -> int:
        return len(self.header)


@dataclass(frozen=True, slots=True)
class TableStream:
    """A file's header and its rows as they are read, once; `share_read` tells how much of a text file is."""

    header: tuple[str, ...]
    header_line: int
    rows: Iterator[Row | Rejection]
    share_read: Callable[[], float]
