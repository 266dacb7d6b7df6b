"""What every look-up of one row says when there is nothing."""

from typing import TypeVar

from app.shared.errors import NotFoundError

T = TypeVar("T")


def found(row: T | None) -> T:
    """Return the row. Raises NotFoundError where there is none."""
    if row is None:
        raise NotFoundError
    return row
