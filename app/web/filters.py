"""The formats as Jinja filters: language and time zone come from Flask-Babel, the day from the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import wraps
from typing import Any

from babel import Locale
from flask_babel import get_locale, get_timezone

from app.shared import clock
from app.web import formats


def reader_locale() -> Locale:
    """Return the reader's language and region; British English where nothing says another."""
    locale: Locale | None = get_locale()
    if locale is None or (locale.language == "en" and locale.territory is None):
        return formats.BRITISH
    return locale


def reader_zone() -> tzinfo:
    """Return the reader's time zone, UTC where nothing says another."""
    zone: tzinfo | None = get_timezone()
    return zone or UTC


def reader_today() -> date:
    """Return the present day where the reader is."""
    return clock.now().astimezone(reader_zone()).date()


def _in_their_language(written: Callable[..., str]) -> Callable[..., str]:
    @wraps(written)
    def wrapped(*args: Any, **options: Any) -> str:
        return written(*args, **options, locale=reader_locale())

    return wrapped


def day(value: date | datetime | None) -> str:
    """Return a day where the reader is."""
    return formats.day(value, today=reader_today(), zone=reader_zone(), locale=reader_locale())


def moment(value: datetime | None) -> str:
    """Return a moment where the reader is."""
    return formats.moment(value, today=reader_today(), zone=reader_zone(), locale=reader_locale())


def until(value: date | datetime | None) -> str:
    """Return how far off a due day is for the reader."""
    return formats.until(value, today=reader_today(), zone=reader_zone())


def ago(value: date | datetime | None) -> str:
    """Return how long ago a day was for the reader."""
    return formats.ago(value, today=reader_today(), zone=reader_zone())


@_in_their_language
def _number(value: formats.Amount | None, decimals: int | None = None, *, locale: Locale) -> str:
    return formats.number(value, decimals=decimals, locale=locale)


@_in_their_language
def _percent(share: formats.Amount | None, decimals: int = 0, *, locale: Locale) -> str:
    return formats.percent(share, decimals=decimals, locale=locale)


FILTERS: dict[str, Callable[..., str]] = {
    "number": _number,
    "percent": _percent,
    "percent_range": _in_their_language(formats.percent_range),
    "points": _in_their_language(formats.points),
    "money": _in_their_language(formats.money),
    "figure": _in_their_language(formats.figure),
    "plural": _in_their_language(formats.plural),
    "day": day,
    "moment": moment,
    "until": until,
    "ago": ago,
    "period": formats.period,
}
