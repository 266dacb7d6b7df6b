"""Words for results and for the partners that a value or an effect is about."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from app.programs.core.partner_facts import role_label
from app.web import formats

_NUMBERS = {"integer", "number", "percent", "duration"}


def result_word(result: str) -> str:
    """Return a result as people say it: gold → Gold."""
    return result.replace("_", " ").capitalize()


def said(outcome: Mapping[str, Any], result: str) -> str:
    """Return a result of a frozen outcome with its unit: Gold, € 1,000, 22 %."""
    if result == "undetermined" or outcome["kind"] not in _NUMBERS | {"money"}:
        return result_word(result)
    if outcome["kind"] == "money":
        return formats.money(Decimal(result), outcome["unit"])
    return f"{formats.number(Decimal(result))} {outcome['unit']}".strip()


def selector_words(selector: Mapping[str, str]) -> list[str]:
    """Return for whom a value is, role first, one phrase each: MSP, mature markets."""
    first = {"role": 0, "market": 1}
    pairs = sorted(selector.items(), key=lambda pair: (first.get(pair[0], 2), pair))
    return [_phrase(dimension, value) for dimension, value in pairs]


def _phrase(dimension: str, value: str) -> str:
    if dimension == "role":
        return role_label(value)
    return f"{value} markets" if dimension == "market" else value.replace("_", " ")


def whom(roles: Iterable[str], markets: Iterable[str]) -> str:
    """Return the partners of a segment: partners, MSPs in mature markets, resellers and builders."""
    named = " and ".join(f"{role_label(role)}s" for role in roles) or "partners"
    places = " and ".join(markets)
    return f"{named} in {places} markets" if places else named
