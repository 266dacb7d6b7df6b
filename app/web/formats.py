"""Numbers, dates and spans of time as the reader's language writes them. Pure: locale, zone and clock are given."""

import re
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent

NOTHING = "–"
BRITISH = Locale("en", "GB")
_JOINED = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"

Amount = int | float | Decimal


def number(value: Amount | None, *, decimals: int | None = None, locale: Locale = BRITISH) -> str:
    """Return a number with its thousands grouped; `decimals` fixes the places, else at most two are shown."""
    if value is None:
        return NOTHING
    places = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(value, format=places, locale=locale).replace("-", _MINUS)
    return written.removeprefix(_MINUS) if value and not any(figure in written for figure in "123456789") else written


def percent(share: Amount | None, *, decimals: int = 0, locale: Locale = BRITISH) -> str:
    """Return a share of 0–1 in per cent, its sign set off by a space that doesn't break: 24 %."""
    if share is None:
        return NOTHING
    places = "0." + "0" * decimals if decimals else "0"
    pattern = f"{places}{_JOINED}%" if locale.language == "en" else _with_places(locale, places)
    return format_percent(Decimal(str(share)), format=pattern, locale=locale).replace("-", _MINUS)


def percent_range(low: Amount | None, high: Amount | None, *, locale: Locale = BRITISH) -> str:
    """Return two shares of 0–1 as one range with one sign: 19–30 %."""
    if low is None or high is None:
        return NOTHING
    return f"{number(_hundredfold(low), decimals=0, locale=locale)}–{percent(high, locale=locale)}"


def points(difference: Amount | None, *, locale: Locale = BRITISH) -> str:
    """Return a difference of two shares (−1 to 1) in percentage points with its sign: +9 points."""
    if difference is None:
        return NOTHING
    rounded = round(_hundredfold(difference))
    sign = "+" if rounded > 0 else ""
    return f"{sign}{number(rounded, locale=locale)}{_JOINED}{'point' if abs(rounded) == 1 else 'points'}"


def money(amount: Amount | None, currency: str, *, locale: Locale = BRITISH) -> str:
    """Return an amount with its currency; whole amounts without places: € 61,000."""
    if amount is None:
        return NOTHING
    places = "#,##0" if amount == int(amount) else "#,##0.00"
    pattern = f"¤{_JOINED}{places}" if locale.language == "en" else f"{places}{_JOINED}¤"
    return format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False).replace("-", _MINUS)


def figure(value: Amount | None, kind: str = "number", *, locale: Locale = BRITISH) -> str:
    """Return a value as its kind is written: `percent` of a share, `decimal` with one place, or `number`.

    Raises ValueError for another kind.
    """
    if kind == "percent":
        return percent(value, locale=locale)
    if kind == "decimal":
        return number(value, decimals=1, locale=locale)
    if kind == "number":
        return number(value, locale=locale)
    raise ValueError(f"Figures are written as percent, decimal or number, not as {kind}.")


def day(value: date | datetime | None, *, today: date, zone: tzinfo, locale: Locale = BRITISH) -> str:
    """Return a day as people say it, with the year where it isn't the present one: 3 December."""
    if value is None:
        return NOTHING
    said = _local_day(value, zone)
    if said.year == today.year:
        return str(format_skeleton("MMMMd", datetime.combine(said, time.min, UTC), locale=locale))
    return format_date(said, "long", locale=locale)


def moment(value: datetime | None, *, today: date, zone: tzinfo, locale: Locale = BRITISH) -> str:
    """Return a moment in the reader's time zone: 3 December, 18:00. Raises ValueError for a naive one."""
    if value is None:
        return NOTHING
    if value.tzinfo is None:
        raise ValueError("A moment is shown only with its time zone.")
    hour = format_time(value, "HH:mm", tzinfo=zone, locale=locale)
    return f"{day(value, today=today, zone=zone, locale=locale)}, {hour}"


def city(time_zone: str) -> str:
    """Return the place that a time zone is named after: New York for America/New_York."""
    return time_zone.rpartition("/")[2].replace("_", " ")


def until(value: date | datetime | None, *, today: date, zone: tzinfo) -> str:
    """Return how far off a due day is: in 9 days, tomorrow, today, 4 days late."""
    if value is None:
        return NOTHING
    left = (_local_day(value, zone) - today).days
    if left < 0:
        return f"{plural(-left, 'day', 'days')} late"
    return {0: "today", 1: "tomorrow"}.get(left, f"in {left} days")


def ago(value: date | datetime | None, *, today: date, zone: tzinfo) -> str:
    """Return how long ago a day was: in days up to two months, then in months and years; ahead, as `until` says."""
    if value is None:
        return NOTHING
    past = (today - _local_day(value, zone)).days
    if past < 0:
        return until(value, today=today, zone=zone)
    if past < 60:
        return {0: "today", 1: "yesterday"}.get(past, f"{past} days ago")
    months = round(past / 30.44)
    return f"{months} months ago" if months < 24 else f"{plural(months // 12, 'year', 'years')} ago"


def period(text: str) -> str:
    """Return a period of metrics as people say it: 2026-Q3 is Q3 2026, 2026-07 is July 2026; other texts stay."""
    if quarter := re.fullmatch(r"(\d{4})-(Q[1-4])", text):
        return f"{quarter[2]} {quarter[1]}"
    if month := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text):
        return f"{date(int(month[1]), int(month[2]), 1):%B %Y}"
    return text


def plural(count: int, one: str, many: str, *, locale: Locale = BRITISH) -> str:
    """Return a count with its word: 1 partner, 240 partners."""
    return f"{number(count, locale=locale)}{_JOINED}{one if count == 1 else many}"


def _with_places(locale: Locale, places: str) -> str:
    return re.sub(r"[#,]*0(\.0+)?", places, locale.percent_formats[None].pattern, count=1)


def _hundredfold(share: Amount) -> Decimal:
    """Return a share times a hundred, of a float what its shortest writing says, so that 0.285 isn't 28.499…"""
    return Decimal(str(share)) * 100


def _local_day(value: date | datetime, zone: tzinfo) -> date:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("A moment is shown only with its time zone.")
        return value.astimezone(zone).date()
    return value
