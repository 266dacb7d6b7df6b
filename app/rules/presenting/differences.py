"""What a version changed, fit for the line that shows an old and a new value."""

from dataclasses import dataclass
from datetime import date

from app.rules import wording
from app.rules.core import ChangeLine, Rulebook, Value, diff


@dataclass(frozen=True)
class Change:
    """One difference in words. `in_words` is set where whole sentences changed instead of a value."""

    parameter: str
    meaning: str
    selectors: list[str]
    old: str
    new: str
    unit: str
    effective: date
    grace_until: date | None
    in_words: bool


def differences(before: Rulebook, after: Rulebook, effective_on: date) -> list[Change]:
    """Return what differs, each from the day that counts: a value's own, if it comes later than the version's."""
    return [_change(line, effective_on) for line in diff(before, after)]


def _change(line: ChangeLine, effective_on: date) -> Change:
    counted = line.type is not None and line.type.kind == "integer" and line.after is not None
    return Change(
        line.parameter,
        line.meaning,
        wording.selector(line.selector),
        _said(line, line.before),
        _said(line, line.after),
        wording.unit_beside(_said(line, line.after), line.unit) if counted else "",
        max(line.effective or effective_on, effective_on),
        None,
        line.kind != "value",
    )


def _said(line: ChangeLine, given: Value | None) -> str:
    if given is None:
        return "none"
    return wording.value(line.type, given) if line.type else str(given)
