"""What can be wrong with a file, a row or a cell, told with its place and a reason."""

from dataclasses import dataclass

from app.shared.errors import DomainError


@dataclass(frozen=True, slots=True)
class Rejection:
    """One fault: the physical line (1-based; in a spreadsheet the sheet's row), the column's header where one
    column is to blame, a reason that scripts can rely on and a sentence for people.
    """

    line: int
    column: str | None
    reason: str
    message: str

    def as_dict(self) -> dict[str, int | str | None]:
        """Return the four facts, fit for JSON."""
        return {"line": self.line, "column": self.column, "reason": self.reason, "message": self.message}


class TableError(DomainError):
    """A fault because of which nothing of the file is read; `code` is the rejection's reason."""

    def __init__(self, reason: str, message: str, *, line: int = 1, column: str | None = None) -> None:
        super().__init__(message, code=reason)
        self.rejection = Rejection(line, column, reason, message)


class BadCell(ValueError):
    """A cell that can't be read as what its column holds."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
