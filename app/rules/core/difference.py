"""What differs between two versions of a rulebook, in the words of the people who decide on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.rules.core.conditions import write_condition
from app.rules.core.rulebook import Outcome, Parameter, Reference, Row, Rulebook
from app.rules.core.selectors import EVERYONE, DatedValue, Selector, Unresolved, resolve
from app.rules.core.values import Value, ValueType, say_bare


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One difference.

    For a value, `before` and `after` are values (None: there is none); for a decision table they are its rows in words;
    for a declaration they are what is declared, and `meaning` says what of it: type, meaning, selectors. `effective`
    None means from the start.
    """

    kind: Literal["value", "table", "declaration"]
    parameter: str
    meaning: str
    selector: Selector
    before: Value | None
    after: Value | None
    type: ValueType | None
    effective: date | None

    @property
    def unit(self) -> str | None:
        """Return the unit that both values are counted in."""
        return self.type.unit if self.type else None

    def sentence(self) -> str:
        """Return e.g. `gold.certified_engineers [msp, mature]: 5 → 4 people, from 2027-01-01`."""
        whom = f" [{self.selector.label()}]" if self.selector.pairs else ""
        since = f", from {self.effective}" if self.effective else ""
        subject = f"{self.parameter}, {self.meaning}" if self.kind == "declaration" else self.parameter
        return f"{subject}{whom}: {self._change()}{since}"

    def _change(self) -> str:
        if self.after is None:
            return f"{self._say(self.before)} → none"
        if self.before is None:
            return f"none → {self._say(self.after)}"
        if self.before == self.after:
            return f"stays {self._say(self.after)}"
        return f"{say_bare(self.before)} → {self._say(self.after)}"

    def _say(self, value: Value | None) -> str:
        if value is None:
            return "none"
        return self.type.say(value) if self.type else say_bare(value)


def diff(before: Rulebook, after: Rulebook) -> tuple[ChangeLine, ...]:
    """Return all differences in the order of the later rulebook; none if both rule alike.

    Title, version and the rulebook's own effective date are not rules and not compared.
    """
    return (*_parameters(before, after), *_declarations(before, after), *_tables(before, after))


def _parameters(before: Rulebook, after: Rulebook) -> Iterator[ChangeLine]:
    for parameter in (before.parameter_by_key | after.parameter_by_key).values():
        old, new = before.parameter_by_key.get(parameter.key), after.parameter_by_key.get(parameter.key)
        changed = set(old.values if old else ()) ^ set(new.values if new else ())
        places = {DatedValue(dated.selector, "", dated.since) for dated in changed}
        for place in sorted(places, key=DatedValue.order):
            yield ChangeLine(
                "value",
                parameter.key,
                parameter.meaning,
                place.selector,
                _at(old, place),
                _at(new, place),
                parameter.type,
                place.since,
            )


def _at(parameter: Parameter | None, place: DatedValue) -> Value | None:
    """Return the value the parameter has for the place's selector from the place's day on."""
    if parameter is None:
        return None
    found = resolve(parameter.values, dict(place.selector.pairs), place.since or date.min)
    return None if isinstance(found, Unresolved) else found


def _declarations(before: Rulebook, after: Rulebook) -> Iterator[ChangeLine]:
    """Yield what is declared otherwise: what may be selected, facts, parameters' types and meanings, outcomes."""
    old, new = _declared(before), _declared(after)
    for name in [*new, *(name for name in old if name not in new)]:
        key, _, aspect = name.partition(" ")
        # The values of a new parameter, or of one that is gone, say so already.
        told = (key in before.parameter_by_key) != (key in after.parameter_by_key)
        if old.get(name) != new.get(name) and not told:
            yield ChangeLine("declaration", key, aspect, EVERYONE, old.get(name), new.get(name), None, None)


def _declared(rulebook: Rulebook) -> dict[str, str]:
    declared = {f"{name} selectors": ", ".join(values) for name, values in rulebook.dimensions}
    things: list[tuple[str, ValueType, str]] = [
        *((fact.key, fact.type, f"{fact.name}: {fact.meaning}") for fact in rulebook.facts),
        *((one.key, one.type, one.meaning) for one in rulebook.parameters),
        *((one.key, one.type, f"{one.meaning} (combined by {one.combine})") for one in rulebook.outcomes),
    ]
    for key, type_, meaning in things:
        declared[f"{key} type"] = _describe(type_)
        declared[f"{key} meaning"] = meaning
    return declared


def _describe(type_: ValueType) -> str:
    bounds = [
        f"{word} {type_.say(bound)}"
        for word, bound in (("at least", type_.minimum), ("at most", type_.maximum))
        if bound is not None
    ]
    return ", ".join([type_.describe(), *bounds, *type_.choices])


def _tables(before: Rulebook, after: Rulebook) -> Iterator[ChangeLine]:
    for key, outcome in (before.outcome_by_key | after.outcome_by_key).items():
        old, new = before.outcome_by_key.get(key), after.outcome_by_key.get(key)
        for role in dict.fromkeys(before.dimension_values["role"] + after.dimension_values["role"]):
            rows_before, rows_after = _rows_in_words(old, role), _rows_in_words(new, role)
            selector = Selector.of({"role": role})
            if rows_before != rows_after:
                yield ChangeLine("table", key, outcome.meaning, selector, rows_before, rows_after, None, None)


def _rows_in_words(outcome: Outcome | None, role: str) -> str | None:
    if outcome is None or role not in outcome.table_by_role:
        return None
    return "; ".join(_row_in_words(outcome, row) for row in outcome.table_by_role[role].rows)


def _row_in_words(outcome: Outcome, row: Row) -> str:
    result = row.result.parameter if isinstance(row.result, Reference) else outcome.type.say(row.result)
    conditions = " and ".join(write_condition(condition) for condition in row.conditions)
    return f"{row.name}: {result} if {conditions}" if conditions else f"{row.name}: {result}"
