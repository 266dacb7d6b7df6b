"""Reads dates as people write them, and refuses to guess which number is the month."""

import re
from datetime import date, datetime

from app.shared.tables.cell_text import clean, quoted
from app.shared.tables.faults import BadCell, TableError

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.,]+ ?(?:Z|[+-][0-9:]+)?)?", re.I)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?: [0-9:.]+)?")
_LETTERS = (("YYYY", "%Y"), ("MM", "%m"), ("DD", "%d"), ("YY", "%y"))
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def check_date_format(date_format: str) -> str:
    """Return the strptime form of a format such as `DD/MM/YYYY` or `%d/%m/%Y`; raises TableError bad_date_format."""
    strptime_format = date_format
    if "%" not in date_format:
        for letters, directive in _LETTERS:
            strptime_format = strptime_format.replace(letters, directive)
    sample = date(2021, 11, 23)
    try:
        is_whole = datetime.strptime(sample.strftime(strptime_format), strptime_format).date() == sample  # noqa: DTZ007
    except (ValueError, re.error) as error:
        raise _bad_format(date_format) from error
    if not is_whole:
        raise _bad_format(date_format)
    return strptime_format


def read_date(cell: str, strptime_format: str | None = None) -> date:
    """Return the day; of a moment, the day as written.

    Clear without a format are year-month-day, day.month.year with dots, and with slashes or dashes every date
    that can only be read one way. Raises BadCell: not_a_date, ambiguous_date, out_of_range.
    """
    text = clean(cell)
    day = _by_format(text, strptime_format) if strptime_format else None
    day = day or _by_shape(text, cell)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadCell("out_of_range", f"{quoted(cell)} must lie between {_FIRST_YEAR} and {_LAST_YEAR}.")
    return day


def _by_format(text: str, strptime_format: str) -> date | None:
    try:
        return datetime.strptime(text, strptime_format).date()  # noqa: DTZ007
    except ValueError:
        return None


def _by_shape(text: str, cell: str) -> date:
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        readings = {(year, month, day)}
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        readings = {(year, second, first)}
        if match[2] != ".":
            readings.add((year, first, second))
    else:
        readings = set()
    possible = [found for reading in readings if (found := _real(*reading))]
    if not possible:
        raise BadCell("not_a_date", f"{quoted(cell)} is not a date. Write 2021-03-15.")
    if len(possible) > 1:
        raise BadCell("ambiguous_date", f"{quoted(cell)} can be read two ways. Write 2021-03-15 or name the format.")
    return possible[0]


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _bad_format(date_format: str) -> TableError:
    return TableError("bad_date_format", f"“{date_format}” is not a date format. Write one like DD/MM/YYYY.")
