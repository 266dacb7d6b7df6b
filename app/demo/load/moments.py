"""The demo's calendar: its story ends on 24 November 2026, and is moved so that this is today."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.db import transaction
from app.shared import clock

LAST_DAY = dt.date(2026, 11, 24)
_MONTHS = list(calendar.month_name)
_IN_WORDS = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS[1:])})\b(\s+\d{{4}})?")


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

    def told(self, node: Any) -> Any:
        """Return a part of the story with the days that its texts name moved as well: until 3 December."""
        if isinstance(node, dict):
            return {key: self.told(part) for key, part in node.items()}
        if isinstance(node, list):
            return [self.told(part) for part in node]
        return _IN_WORDS.sub(self._in_words, node) if isinstance(node, str) else node

    def _in_words(self, found: re.Match[str]) -> str:
        number, month, year = found.groups()
        day = self.day(dt.date(int(year or LAST_DAY.year), _MONTHS.index(month), int(number)))
        return f"{day.day} {_MONTHS[day.month]}{f' {day.year}' if year else ''}"


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Do something as it was done then: the clock is held, and one transaction stores it."""
    with clock.fixed(min(moment, clock.now())), transaction():
        yield
