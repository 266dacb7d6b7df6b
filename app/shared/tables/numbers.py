"""Reads numbers as people write them: decimal point or comma, thousands apart."""

import re
from decimal import Decimal

from app.shared.tables.cell_text import clean, quoted
from app.shared.tables.faults import BadCell

_APART = re.compile("[ '’]")
_THOUSANDS_APART = re.compile("[0-9]{1,3}([ '’])[0-9]{3}(\\1[0-9]{3})*(?![0-9])")
_DIGITS = re.compile(r"[+-]?[0-9][0-9.,]*|[+-]?[.,][0-9]+")


def read_number(cell: str, *, decimals: int, lowest: Decimal | int, highest: Decimal | int) -> Decimal:
    """Return the number, rounded half to even to `decimals` places.

    Where both a point and a comma occur, the last one is the decimal sign. A single sign before exactly three
    digits marks thousands where the column has fewer than three decimals; else a point is decimal and a comma
    could be either. Raises BadCell: not_a_number, ambiguous_number, out_of_range.
    """
    text = clean(cell).replace("−", "-")
    grouped = _THOUSANDS_APART.search(text)
    if grouped:
        text = text.replace(grouped[0], _APART.sub("", grouped[0]))
    if not _DIGITS.fullmatch(text):
        raise BadCell("not_a_number", f"{quoted(cell)} is not a number.")
    number = Decimal(_plain(text, cell, decimals))
    number = round(number, decimals) if decimals else number
    if not lowest <= number <= highest:
        raise BadCell("out_of_range", f"{quoted(cell)} must be between {lowest:,} and {highest:,}.")
    return number


def read_count(cell: str, *, highest: int) -> int:
    """Return a whole number of things, 0 or more. Raises BadCell like `read_number`."""
    number = read_number(cell, decimals=0, lowest=0, highest=highest)
    if number != number.to_integral_value():
        raise BadCell("not_a_number", f"{quoted(cell)} is not a whole number.")
    return int(number)


def _plain(text: str, cell: str, decimals: int) -> str:
    """The number with a decimal point and nothing between its digits."""
    signs = [mark for mark in text if mark in ".,"]
    if not signs:
        return text
    last = signs[-1]
    whole, _, fraction = text.rpartition(last)
    if len(signs) > 1:
        between = signs[0]
        groups = whole.split(between)
        if last == between:  # one kind, several times: thousands all the way
            groups, fraction, whole = [*groups, fraction], "", whole + fraction
        if len(set(signs[:-1])) > 1 or not _are_thousands(groups):
            raise BadCell("not_a_number", f"{quoted(cell)} is not a number.")
        return whole.replace(between, "") + (f".{fraction}" if fraction else "")
    if _are_thousands([whole, fraction]) and whole.lstrip("+-") != "0":
        if decimals < 3:
            return whole + fraction
        if last == ",":
            raise BadCell("ambiguous_number", f"{quoted(cell)} could mean thousands or a fraction.")
    return f"{whole or '0'}.{fraction or '0'}"


def _are_thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0].lstrip("+-")) <= 3 and all(len(group) == 3 for group in groups[1:])
