"""Turns the time that somebody writes on their own clock into a moment."""

import datetime as dt
from zoneinfo import ZoneInfo


def moment_of(written: dt.datetime, time_zone: str) -> dt.datetime:
    """Return the moment, in UTC, of a time written without a zone; of an hour that comes twice the first one.

    Raises ValueError for a time that the clock skips when it is put forward.
    """
    local = written.replace(tzinfo=ZoneInfo(time_zone))
    moment = local.astimezone(dt.UTC)
    if moment.astimezone(local.tzinfo).replace(tzinfo=None) != written:
        raise ValueError(f"{written:%H:%M} does not exist on that day: the clock is put forward.")
    return moment
