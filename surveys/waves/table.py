"""Rows of a table that came from a file, and what is wrong with them, by line and column."""

from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[int, Sequence[str]]
"""The physical line of the file where the row starts, and its cells."""


@dataclass(frozen=True, slots=True)
class TableProblem:
    """One place: `column` is the name or 1-based number of a column, or None where the whole row is meant."""

    line: int
    column: str | int | None
    reason: str
    message: str

    def __str__(self) -> str:
        where = "" if self.column is None else f", column {self.column}"
        return f"line {self.line}{where}: {self.message}"


class TableErrors(ValueError):
    """A table was refused; `problems` lists all that was found, line by line."""

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
