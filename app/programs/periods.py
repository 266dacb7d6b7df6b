"""Periods of observations: quarters ("2026-Q3"), months ("2026-07") and years ("2026")."""

import calendar
import datetime as dt
import re
from functools import lru_cache

_PERIOD = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?\Z")


def is_period(text: str) -> bool:
    """Whether the text names a quarter, a month or a year."""
    return _PERIOD.match(text) is not None


@lru_cache(maxsize=1_024)
def period_ends(period: str) -> dt.date:
    """Return the last day of a period. Raises ValueError for another text."""
    found = _PERIOD.match(period)
    if found is None:
        raise ValueError(f"{period!r} is not a period such as 2026-Q3, 2026-07 or 2026")
    year = int(found["year"])
    month = 3 * int(found["quarter"]) if found["quarter"] else int(found["month"] or 12)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=1_024)
def period_starts(period: str) -> dt.date:
    """Return the first day of a period. Raises ValueError for another text."""
    end = period_ends(period)
    months = 3 if "Q" in period else 1 if "-" in period else 12
    return dt.date(end.year, end.month - months + 1, 1)
