"""Numbers as people's spreadsheets write them."""

import re

from app.rules.core.problems import BadValue
from app.rules.core.values import shorten

_SPACES = re.compile(r"(?<=[0-9])['’ \u00a0\u202f](?=[0-9]{3})", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", re.ASCII)


def plain_number(text: str) -> str:
    """Return `1,234.50`, `1.234,50`, `1 234,50` or `1234,5` with a decimal point only; other text as it is.

    A lone dot is a decimal point, as files have it. Raises BadValue for `1,234`, which could mean either.
    """
    bare = _SPACES.sub("", text)
    marks = re.findall(r"[.,]", bare)
    if len(set(marks)) == 2:
        thousands, decimal = marks[0], marks[-1]
        grouped = rf"[+-]?[0-9]{{1,3}}(\{thousands}[0-9]{{3}})+\{decimal}[0-9]+"
        return bare.replace(thousands, "").replace(decimal, ".") if re.fullmatch(grouped, bare) else text
    if len(marks) > 1:
        grouped = rf"[+-]?[0-9]{{1,3}}(\{marks[0]}[0-9]{{3}})+"
        return bare.replace(marks[0], "") if re.fullmatch(grouped, bare) else text
    if _AMBIGUOUS.fullmatch(bare):
        message = f"“{shorten(text)}” could be thousands or decimals: write it without the comma"
        raise BadValue("ambiguous_number", message)
    return bare.replace(",", ".")
