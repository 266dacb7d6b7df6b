"""Segments and writers of quotes in words."""

from collections.abc import Sequence

from babel import Locale

from app.programs.core.partner_facts import PARTNER_ROLES, role_label
from app.themes.core.segments import PeopleShare, Prevalence
from surveys.disclosure import ALL, UNKNOWN


def segment_label(parts: Sequence[str]) -> str:
    """Return a segment as a tag says it: MSP · mature, Reseller."""
    return _capital(" · ".join(role_label(part) for part in parts))


def said_by(attribution: Sequence[str]) -> str:
    """Return what is said of a quote's writer: MSP, mature market."""
    return ", ".join(_capital(role_label(part)) if part in PARTNER_ROLES else f"{part} market" for part in attribution)


def share_in_words(figure: Prevalence) -> str:
    """Return both shares, of organisations and of people, with their counts and intervals in a line."""
    people = figure.people
    if figure.complete and people.complete:
        shares = [f"{figure.share:.0%} of organisations", f"{people.share:.0%} of people"]
        said = f"{shares[0]} ({figure.organisations} of {figure.base}), {shares[1]} ({people.people} of {people.base});"
        return _set_off(f"{said} all that were asked answered")
    parts = [
        f"{one.share:.0%} of {name} ({count} of {one.base}; {_interval(one)})"
        for one, name, count in ((figure, "organisations", figure.organisations), (people, "people", people.people))
    ]
    return _set_off(", ".join(parts))


def _interval(one: Prevalence | PeopleShare) -> str:
    return "all that were asked" if one.complete else f"{one.low:.0%}".removesuffix("%") + f"–{one.high:.0%}"


def _set_off(text: str) -> str:
    return text.replace("%", "\N{NO-BREAK SPACE}%")


def row_label(role: str) -> str:
    """Return the name of a row of the segment table."""
    return "All partners" if role == ALL else _capital(role_label(role))


def column_label(market: str) -> str:
    """Return the name of a column of the segment table."""
    return "All" if market == ALL else "Market not known" if market == UNKNOWN else _capital(market)


def language_name(tag: str) -> str:
    """Return the English name of a language: German for de."""
    return str(Locale("en").languages.get(tag, tag))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
