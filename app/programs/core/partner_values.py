"""Reads single cells about a partner. Every function returns a clean value or raises BadCell."""

import re
from decimal import Decimal
from functools import cache
from zoneinfo import available_timezones

from app.programs.core.countries import find_country
from app.programs.core.partner_facts import MARKETS, PARTNER_ROLES
from app.shared.tables.cell_text import clean, quoted
from app.shared.tables.faults import BadCell
from app.shared.tables.numbers import read_count, read_number

_MOST_EMPLOYEES = 10_000_000
_MOST_REVENUE_EUR = 1_000_000_000_000
_EURO = re.compile(r"^(€|EUR)\s*|\s*(€|EUR)$", re.I)
_BETWEEN_ROLES = re.compile(r"[;|,/&\n]|\band\b", re.I)
_ROLE_NAMES = {**{role: role for role in PARTNER_ROLES}, "managed_service_provider": "msp"}
_ADDRESS_PARTS = re.compile(r"(?:[a-z]+://)?(?:www\.)?([^/?#:\s]+?)\.?(?::\d+)?(?:[/?#]\S*)?", re.I)
_DOMAIN_LABEL = re.compile(r"[^\W_](?:[^\W_]|-){0,61}[^\W_]|[^\W_]")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{2}|[0-9]{3}))?", re.I)


def read_roles(cell: str) -> tuple[str, ...]:
    """Return the roles a partner plays, as written but each once, from words between ; | , / & or "and"."""
    words = [word for part in _BETWEEN_ROLES.split(cell) if (word := clean(part))]
    if not words:
        raise BadCell("missing", "A partner needs at least one role.")
    roles: dict[str, None] = {}
    for word in words:
        role = _ROLE_NAMES.get(re.sub(r"[\s_-]+", "_", word.casefold()))
        if role is None:
            raise BadCell("unknown_value", f"{quoted(word)} is not a role; there are {', '.join(PARTNER_ROLES)}.")
        roles[role] = None
    return tuple(roles)


def read_market(cell: str) -> str:
    """Return one of MARKETS. Raises BadCell."""
    market = clean(cell).casefold()
    if market not in MARKETS:
        raise BadCell("unknown_value", f"{quoted(cell)} is not a market; there are {', '.join(MARKETS)}.")
    return market


def read_country(cell: str) -> str:
    """Return the ISO 3166-1 alpha-2 code."""
    code = find_country(clean(cell))
    if code is None:
        raise BadCell("unknown_value", f"{quoted(cell)} is not a country. Write its ISO code or English name.")
    return code


def read_domain(cell: str) -> str:
    """Return the host name in lower case, of a web address too; without `www.`."""
    match = _ADDRESS_PARTS.fullmatch(clean(cell))
    domain = match[1].casefold() if match else ""
    labels = domain.split(".")
    if len(labels) < 2 or len(domain) > 253 or not all(map(_DOMAIN_LABEL.fullmatch, labels)):
        raise BadCell("not_a_domain", f"{quoted(cell)} is not a domain. Write one like partner.example.")
    return domain


def read_employees(cell: str) -> int:
    """Return a head count. Raises BadCell."""
    return read_count(cell, highest=_MOST_EMPLOYEES)


def read_revenue(cell: str) -> Decimal:
    """Return euros a year, to the cent."""
    return read_number(_EURO.sub("", clean(cell)), decimals=2, lowest=0, highest=_MOST_REVENUE_EUR)


def read_address(cell: str) -> str:
    """Return the e-mail address in lower case. Whether it can be reached is not asked."""
    from email_validator import EmailNotValidError, validate_email  # late: only imports need it

    try:
        checked = validate_email(clean(cell), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise BadCell("not_an_address", f"{quoted(cell)} is not an e-mail address. {error}") from error
    return checked.normalized.lower()


def read_language(cell: str) -> str:
    """Return a language tag such as `de` or `pt-BR`."""
    match = _LANGUAGE.fullmatch(clean(cell))
    code = match[1].lower() if match else ""
    if match is None or code not in _language_codes():
        raise BadCell("unknown_value", f"{quoted(cell)} is not a language. Write its ISO code, such as de or pt-BR.")
    return f"{code}-{match[2].upper()}" if match[2] else code


def read_time_zone(cell: str) -> str:
    """Return a name of the tz database."""
    zone = _time_zones().get(clean(cell).replace(" ", "_").casefold())
    if zone is None:
        raise BadCell("unknown_value", f"{quoted(cell)} is not a time zone. Write one like Europe/Berlin.")
    return zone


@cache
def _language_codes() -> frozenset[str]:
    import pycountry  # late: reading its tables takes a moment

    return frozenset(language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2"))


@cache
def _time_zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}
