"""The one place where the time comes from, so that tests can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_fixed_at: datetime | None = None


def now() -> datetime:
    """Return the present moment, aware, in UTC; inside `fixed` the moment that was set."""
    return datetime.now(UTC) if _fixed_at is None else _fixed_at


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` for the whole process, threads included, until the block ends.

    Raises ValueError for a naive moment.
    """
    global _fixed_at
    if moment.tzinfo is None:
        raise ValueError("The clock needs a moment with a time zone.")
    before = _fixed_at
    _fixed_at = moment.astimezone(UTC)
    try:
        yield
    finally:
        _fixed_at = before


def advance(by: timedelta) -> datetime:
    """Move a fixed clock by `by` and return its new moment. Raises RuntimeError for the real clock."""
    global _fixed_at
    if _fixed_at is None:
        raise RuntimeError("Only a fixed clock can be moved.")
    _fixed_at += by
    return _fixed_at
