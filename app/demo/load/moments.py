"""The demo's calendar: its story ends on 24 November 2026, and is moved so that this is today."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from app.db import transaction
from app.shared import clock

LAST_DAY = dt.date(2026, 11, 24)


class Calendar:
    """Moves days and moments of the written story to those of this loading."""

    def __init__(self, today: dt.date) -> None:
        self.shift = today - LAST_DAY

    def day(self, written: dt.date | str) -> dt.date:
        """Return the day on which something of the story happens."""
        return (dt.date.fromisoformat(written) if isinstance(written, str) else written) + self.shift

    def moment(self, written: dt.datetime | dt.date | str, hour: int = 9) -> dt.datetime:
        """Return the moment at which something of the story happens; a day alone means that hour, UTC."""
        if isinstance(written, str):
            written = dt.date.fromisoformat(written)
        if not isinstance(written, dt.datetime):
            written = dt.datetime(written.year, written.month, written.day, hour, tzinfo=dt.UTC)
        return written + self.shift


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Do something as it was done then: the clock is held, and one transaction stores it."""
    with clock.fixed(min(moment, clock.now())), transaction():
        yield
