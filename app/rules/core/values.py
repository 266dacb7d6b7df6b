"""The types a parameter, a fact or an outcome may have: reading, bounds, and saying a value aloud.

A percent is held in points (92 means 92 %), money in the units of its currency, a duration in its own unit.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from app.rules.core.problems import BadValue

Kind = Literal["integer", "number", "money", "percent", "boolean", "date", "duration", "choice"]
Value = Decimal | bool | date | str

KINDS: tuple[Kind, ...] = get_args(Kind)
NUMERIC: frozenset[Kind] = frozenset({"integer", "number", "money", "percent", "duration"})
WITH_UNIT: frozenset[Kind] = frozenset({"integer", "number", "money", "duration"})
DURATION_UNITS = ("minutes", "hours", "days", "weeks", "months", "quarters", "years")

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:_[0-9]{3}){0,4}(?:\.[0-9]{1,6})?", re.ASCII)
_YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class ValueType:
    """What values are allowed: the kind, the unit they are counted in, the choices, the bounds (both included)."""

    kind: Kind
    unit: str | None = None
    choices: tuple[str, ...] = ()
    minimum: Decimal | date | None = None
    maximum: Decimal | date | None = None
    ordered: bool = False

    def read(self, text: str) -> Value:
        """Return the value written in `text`, within bounds. Raises BadValue."""
        value = self._convert(text.strip())
        self.check(value)
        return value

    def check(self, value: Value) -> None:
        """Raise BadValue unless `value` has this type and keeps the bounds."""
        if not self._has_kind(value):
            raise BadValue("wrong_type", f"{value!s} is not {_ARTICLES[self.kind]}")
        if self.kind == "choice" and value not in self.choices:
            raise BadValue("unknown_value", f"“{value}” is not one of {', '.join(self.choices)}")
        if self.kind in ("integer", "duration") and isinstance(value, Decimal) and value != int(value):
            raise BadValue("not_whole", f"{value_text(value)} must be a whole number")
        self._check_bounds(value)

    def comparable_with(self, other: "ValueType") -> bool:
        """Whether the other's values can be compared with this one's: same kind (whole or decimal) and unit, and
        no choice that this one doesn't have."""
        same_kind = self.kind == other.kind or {self.kind, other.kind} <= {"integer", "number"}
        return same_kind and self.unit == other.unit and set(other.choices) <= set(self.choices)

    def say(self, value: Value) -> str:
        """Return the value with its unit, as people read it: `5 people`, `250,000 EUR`, `12.5 %`, `yes`."""
        return f"{say_bare(value)} {self.unit}" if self.unit else say_bare(value)

    def describe(self) -> str:
        """Return the type in words, for messages: `money in EUR`, `a whole number of people`."""
        joined = {"money": "in", "integer": "of", "number": "of", "duration": "in"}.get(self.kind)
        return f"{_ARTICLES[self.kind]} {joined} {self.unit}" if joined else _ARTICLES[self.kind]

    def _convert(self, text: str) -> Value:
        if not text:
            raise BadValue("missing", "a value is missing")
        if self.kind in NUMERIC:
            return self._read_number(text)
        if self.kind == "boolean":
            if text.lower() not in _YES_OR_NO:
                raise BadValue("not_yes_or_no", f"“{shorten(text)}” is neither yes nor no")
            return _YES_OR_NO[text.lower()]
        return read_date(text) if self.kind == "date" else shorten(text)

    def _read_number(self, text: str) -> Decimal:
        bare = text.removesuffix(self.unit).rstrip() if self.unit else text
        if not _NUMBER.fullmatch(bare):
            raise BadValue("not_a_number", f"“{shorten(text)}” is not {self.describe()}")
        return canonical(Decimal(bare))

    def _has_kind(self, value: Value) -> bool:
        if self.kind in NUMERIC:
            return isinstance(value, Decimal) and value.is_finite()
        expected = {"boolean": bool, "date": date, "choice": str}[self.kind]
        return isinstance(value, expected)

    def _check_bounds(self, value: Value) -> None:
        # A date is never compared with a Decimal: the bounds were read by this same type.
        if self.minimum is not None and value < self.minimum:  # type: ignore[operator]
            raise BadValue(
                "out_of_range", f"{self.say(value)} is less than the least allowed, {self.say(self.minimum)}"
            )
        if self.maximum is not None and value > self.maximum:  # type: ignore[operator]
            raise BadValue("out_of_range", f"{self.say(value)} is more than the most allowed, {self.say(self.maximum)}")


_ARTICLES: dict[Kind, str] = {
    "integer": "a whole number",
    "number": "a number",
    "money": "money",
    "percent": "a percentage",
    "boolean": "yes or no",
    "date": "a date",
    "duration": "a duration",
    "choice": "one of the choices",
}


def read_date(text: str) -> date:
    """Return the date written as YYYY-MM-DD. Raises BadValue."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadValue("not_a_date", f"“{shorten(text)}” is not a date written as YYYY-MM-DD") from None


def canonical(number: Decimal) -> Decimal:
    """Return the number without trailing zeros and without an exponent, so that equal numbers are written alike."""
    whole = number.to_integral_value()
    return whole + 0 if number == whole else number.normalize()


def value_text(value: Value) -> str:
    """Return the value as a document holds it: `5`, `true`, `2027-01-01`, `gold`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(canonical(value), "f")
    return value.isoformat() if isinstance(value, date) else value


def say_bare(value: Value) -> str:
    """Return the value as people read it, without its unit: `250,000`, `yes`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(canonical(value), ",f") if isinstance(value, Decimal) else value_text(value)


def shorten(text: str, most: int = 80) -> str:
    """Return at most `most` characters of somebody's text, for a message."""
    return text if len(text) <= most else text[: most - 1] + "…"
