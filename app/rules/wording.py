"""How rules, values and gaps are said to people."""

from collections.abc import Iterable
from decimal import Decimal

from app.programs.core.partner_facts import role_label
from app.rules.core import Outcome, Result, Selector, Undetermined, Value, ValueType, say_bare
from app.rules.core.rulebook import Operator
from app.web import formats

_JOINED = "\N{NO-BREAK SPACE}"
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_BOUNDS: dict[Operator, str] = {
    ">=": "",
    ">": "more than ",
    "<=": "at most ",
    "<": "less than ",
    "==": "",
    "!=": "not ",
}
_COMBINED = {
    "highest": "A partner with several roles gets the best of them.",
    "each": "Each role of a partner counts for itself.",
    "sum": "What a partner gets in its roles is added up.",
}

role = role_label


def roles(keys: Iterable[str]) -> str:
    """Return several roles as a group of partners: `resellers and MSPs`."""
    return joined(f"{role(key)}s" for key in keys)


def joined(words: Iterable[str]) -> str:
    """Return `one, two and three`."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def selector(chosen: Selector) -> list[str]:
    """Return whom a selector means, one phrase each: `MSP`, `mature markets`."""
    return [_selected(dimension, value) for dimension, value in chosen.pairs]


def whom(chosen: Selector) -> str:
    """Return the partners that a selector means: `MSPs in emerging markets`, `everyone`."""
    pairs = dict(chosen.pairs)
    who, market = pairs.pop("role", None), pairs.pop("market", None)
    named = f"{role(who)}s" if who else "partners" if pairs else ""
    places = f"{market} markets" if market else ""
    others = ", ".join(value.replace("_", " ") for value in pairs.values())
    return (" in ".join(filter(None, (named, places))) + (f" ({others})" if others else "")) or "everyone"


def value(type_: ValueType, given: Value) -> str:
    """Return a value as people write it: `4`, `94 %`, `€ 61,000`, `48 hours`, `yes`."""
    if type_.kind == "money" and isinstance(given, Decimal):
        return formats.money(given, type_.unit or "EUR")
    if type_.kind == "integer":
        return say_bare(given)
    if type_.kind == "choice":
        return str(given).replace("_", " ")
    return type_.say(given).replace(" ", _JOINED)


def value_with_unit(type_: ValueType, given: Value) -> str:
    """Return a value that stands alone, counts with their unit too: `4 people`, `1 person`."""
    if type_.kind != "integer":
        return value(type_, given)
    unit = type_.unit or ""
    return f"{say_bare(given)}{_JOINED}{_singular(unit) if given == 1 else unit}"


def unit_beside(said: str, unit: str | None) -> str:
    """Return the unit that stands beside a value as it is said: `month` beside 1, `months` beside 3."""
    return _singular(unit or "") if said == "1" else unit or ""


def result(found: Result | None) -> str:
    """Return what a partner has come to, without a unit: `Gold`, `Undetermined`."""
    if found is None:
        return formats.NOTHING
    if isinstance(found, Undetermined):
        return "Undetermined"
    text = say_bare(found).replace("_", " ")
    return text[:1].upper() + text[1:]


def outcome_value(outcome: Outcome, found: Result | None) -> str:
    """Return the result of an outcome with its unit: `22 %`, `Gold`."""
    if found is None or isinstance(found, Undetermined) or outcome.type.kind == "choice":
        return result(found)
    return value_with_unit(outcome.type, found)


def combined(outcome: Outcome) -> str:
    """Return in a sentence how the results of several roles become one."""
    return _COMBINED[outcome.combine]


def asked(type_: ValueType, operator: Operator, needed: Value | None) -> str:
    """Return what a comparison asks: `5`, `at most 3`."""
    return "not set" if needed is None else _BOUNDS[operator] + value(type_, needed)


def gap(type_: ValueType, operator: Operator, actual: Value | None, needed: Value | None) -> str:
    """Return what is missing: `two more`, `€ 38,000 more`, `3 points less`, or what it must be."""
    if actual is None:
        return "not known"
    if not (isinstance(actual, Decimal) and isinstance(needed, Decimal)) or operator not in (">=", "<="):
        return f"must be {asked(type_, operator, needed)}"
    short = abs(needed - actual)
    if type_.kind == "integer":
        return f"{count(short)} {'more' if needed > actual else 'fewer'}"
    amount = f"{say_bare(short)} points" if type_.kind == "percent" else _amount(type_, short)
    return f"{amount} {'more' if needed > actual else 'less'}"


def wish(name: str, type_: ValueType, operator: Operator, actual: Value | None, needed: Value | None) -> str:
    """Return what is missing of a named fact: `two more certified engineers`, `customer retention not known`."""
    words = gap(type_, operator, actual, needed)
    if actual is None or words.startswith("must"):
        return f"{name} not known" if actual is None else f"{name} {words}"
    one = type_.kind == "integer" and abs(Decimal(str(needed)) - Decimal(str(actual))) == 1
    return f"{words} {_singular(name) if one else name}"


def count(number: Decimal) -> str:
    """Return a whole number, spelt out up to twelve."""
    return _COUNTS[int(number)] if number == int(number) and 0 <= number <= 12 else say_bare(number)


def _singular(words: str) -> str:
    """Return `certified engineer` for `certified engineers`: English, as the rules' own words are."""
    return "person" if words == "people" else words.removesuffix("s")


def _selected(dimension: str, value: str) -> str:
    if dimension == "role":
        return role(value)
    return f"{value} markets" if dimension == "market" else value.replace("_", " ")


def _amount(type_: ValueType, short: Decimal) -> str:
    return formats.money(short, type_.unit or "EUR") if type_.kind == "money" else _unit_apart(type_, short)


def _unit_apart(type_: ValueType, short: Decimal) -> str:
    return f"{say_bare(short)}{_JOINED}{type_.unit}" if type_.kind == "duration" else say_bare(short)
