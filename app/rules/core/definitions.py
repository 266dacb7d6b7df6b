"""Reads the declarations of a rulebook: what selectors may name, the facts, and the parameters with their values."""

from collections.abc import Mapping
from datetime import date
from typing import cast

import yaml

from app.rules.core.nodes import Fields, NodeReader
from app.rules.core.problems import BadValue
from app.rules.core.rulebook import Fact, Parameter
from app.rules.core.scope import Scope
from app.rules.core.selectors import DatedValue, Selector, ambiguous_pairs
from app.rules.core.values import DURATION_UNITS, KINDS, NUMERIC, WITH_UNIT, Kind, ValueType, read_date, shorten

MAX_VALUES = 200


def read_dimensions(reader: NodeReader, node: yaml.Node, scope: Scope) -> None:
    """Read what selectors may name: `role` always, `market` and keys of choice facts where wanted."""
    for key, key_node, value in reader.pairs(node, "“selectors”"):
        if reader.word(key_node, "a selector's name") is None:
            continue
        scope.dimensions[key] = reader.words(value, f"the values of {key}")
    if "role" not in scope.dimensions:
        reader.note(node, "missing", "“selectors” needs “role”: the partner roles the rules are for")
        scope.faulty.add("role")


def check_dimensions(reader: NodeReader, node: yaml.Node, scope: Scope) -> None:
    """Note a dimension that no fact could answer: every one but role and market is a choice fact's key."""
    for key, key_node, _ in reader.pairs(node, "“selectors”") if isinstance(node, yaml.MappingNode) else ():
        fact = scope.facts.get(key)
        if key in ("role", "market") or key in scope.faulty or key not in scope.dimensions:
            continue
        if fact is None or not set(scope.dimensions[key]) <= set(fact.type.choices):
            message = f"“{key}” must be role, market or a fact of type choice that has these values"
            reader.note(key_node, "unknown_fact", message)


def read_facts(reader: NodeReader, node: yaml.Node, scope: Scope) -> None:
    """Read the declared facts into the scope."""
    for key, key_node, value in reader.pairs(node, "“facts”"):
        before = len(reader.problems)
        word = _new_key(reader, key_node, scope, "a fact's key", dots=False)
        fields = reader.fields(
            value, f"fact {shorten(key)}", ("type", "meaning"), ("name", "unit", "choices", "min", "max")
        )
        type_ = read_type(reader, fields, value, key)
        name = reader.text(fields["name"], "the name") if "name" in fields else key.replace("_", " ")
        meaning = reader.text(fields.get("meaning"), "the meaning")
        if word and type_ and name and meaning and len(reader.problems) == before:
            scope.facts[key] = Fact(key, name, type_, meaning)
        else:
            scope.faulty.add(key)


def read_parameters(reader: NodeReader, node: yaml.Node, scope: Scope) -> None:
    """Read the declared parameters, with their values for each selector, into the scope."""
    for key, key_node, value in reader.pairs(node, "“parameters”"):
        before = len(reader.problems)
        word = _new_key(reader, key_node, scope, "a parameter's key", dots=True)
        what = f"parameter {shorten(key)}"
        fields = reader.fields(value, what, ("type", "meaning", "values"), ("unit", "choices", "min", "max"))
        type_ = read_type(reader, fields, value, key)
        meaning = reader.text(fields.get("meaning"), "the meaning")
        values = _read_values(reader, fields.get("values"), type_, scope) if type_ else ()
        if word and type_ and meaning and values and len(reader.problems) == before:
            scope.parameters[key] = Parameter(key, type_, meaning, values)
        else:
            scope.faulty.add(key)


def read_type(
    reader: NodeReader, fields: Fields, node: yaml.Node, key: str, kinds: tuple[Kind, ...] = KINDS
) -> ValueType | None:
    """Return the declared type with unit, choices and bounds; None where it isn't known."""
    kind = cast(Kind | None, reader.one_of(fields.get("type"), "the type", kinds))
    if kind is None:
        return None
    unit = _read_unit(reader, fields, node, kind, key)
    choices = reader.words(fields["choices"], "“choices”") if kind == "choice" and "choices" in fields else ()
    if (kind == "choice") != ("choices" in fields):
        message = (
            "a choice needs its “choices”" if kind == "choice" else f"“choices” is only for a choice, not for {kind}"
        )
        reader.note(fields.get("choices", node), "missing" if kind == "choice" else "wrong_type", message)
    plain = ValueType(kind, unit, choices)
    bounds: dict[str, object] = {}
    for word in ("min", "max"):
        if word in fields and kind not in NUMERIC and kind != "date":
            reader.note(fields[word], "wrong_type", f"“{word}” is only for numbers and dates")
        elif word in fields:
            bounds[word] = reader.value(fields[word], f"“{word}”", plain)
    bounded = ValueType(kind, unit, choices, bounds.get("min"), bounds.get("max"))  # type: ignore[arg-type]
    if None not in (bounded.minimum, bounded.maximum) and bounded.minimum > bounded.maximum:  # type: ignore[operator]
        reader.note(fields["min"], "out_of_range", "“min” is more than “max”")
    return bounded


def read_selector(reader: NodeReader, node: yaml.Node, dimensions: Mapping[str, tuple[str, ...]]) -> Selector | None:
    """Return the selector of a `for`; None after noting names and values that the rulebook doesn't have."""
    before = len(reader.problems)
    pairs: dict[str, str] = {}
    for key, key_node, value in reader.pairs(node, "“for”"):
        if key not in dimensions:
            known = ", ".join(dimensions)
            reader.note(
                key_node, "unknown_selector", f"“{shorten(key)}” is not something to select by; there is {known}"
            )
        elif (chosen := reader.one_of(value, f"the {key}", dimensions[key])) is not None:
            pairs[key] = chosen
    return Selector.of(pairs) if len(reader.problems) == before else None


def read_day(reader: NodeReader, node: yaml.Node | None, what: str) -> date | None:
    """Return a date written as YYYY-MM-DD."""
    text = reader.text(node, what)
    if text is None or node is None:
        return None
    try:
        return read_date(text)
    except BadValue as error:
        reader.note(node, error.reason, f"{what}: {error.message}")
        return None


def _new_key(reader: NodeReader, node: yaml.Node, scope: Scope, what: str, *, dots: bool) -> str | None:
    word = reader.word(node, what, dots=dots)
    if word is not None and scope.taken(word):
        reader.note(node, "duplicate", f"“{word}” already names something else in this rulebook")
        return None
    return word


def _read_unit(reader: NodeReader, fields: Fields, node: yaml.Node, kind: Kind, key: str) -> str | None:
    unit = reader.text(fields["unit"], "the unit") if "unit" in fields else None
    if kind == "percent":
        if unit not in (None, "%"):
            reader.note(fields["unit"], "wrong_unit", "a percent's unit is %, and may be left out")
        return "%"
    if kind not in WITH_UNIT and "unit" in fields:
        reader.note(fields["unit"], "wrong_unit", f"a {kind} has no unit")
    if kind in WITH_UNIT and "unit" not in fields:
        advice = {"money": " (its currency, such as EUR)", "duration": f" ({', '.join(DURATION_UNITS)})"}
        reader.note(node, "missing", f"{shorten(key)} needs a “unit”{advice.get(kind, '')}")
    if kind == "money" and unit and not (len(unit) == 3 and unit.isascii() and unit.isupper()):
        reader.note(fields["unit"], "wrong_unit", f"“{shorten(unit)}” is not a currency of three letters, such as EUR")
    if kind == "duration" and unit and unit not in DURATION_UNITS:
        reader.note(fields["unit"], "wrong_unit", f"“{shorten(unit)}” is not one of {', '.join(DURATION_UNITS)}")
    return unit if kind in WITH_UNIT else None


def _read_values(reader: NodeReader, node: yaml.Node | None, type_: ValueType, scope: Scope) -> tuple[DatedValue, ...]:
    entries = reader.items(node, "“values”") if node is not None else []
    if len(entries) > MAX_VALUES:
        reader.note(entries[0], "too_long", f"a parameter may have at most {MAX_VALUES} values")
        return ()
    found: dict[Selector, list[DatedValue]] = {}
    places: dict[Selector, yaml.Node] = {}
    for entry in entries:
        fields = reader.fields(entry, "an entry of “values”", ("value",), ("for", "from"))
        value = reader.value(fields.get("value"), "the value", type_)
        selector = read_selector(reader, fields["for"], scope.dimensions) if "for" in fields else Selector()
        since = read_day(reader, fields["from"], "“from”") if "from" in fields else None
        if value is None or selector is None:
            continue
        if any(other.since == since for other in found.get(selector, ())):
            reader.note(
                entry, "duplicate", f"the value for {selector.label() or 'everyone'} is given twice for the same time"
            )
        found.setdefault(selector, []).append(DatedValue(selector, value, since))
        places.setdefault(selector, entry)
    values = sorted((dated for group in found.values() for dated in group), key=DatedValue.order)
    for one, other in ambiguous_pairs(values):
        message = f"[{one.label()}] and [{other.label()}] both match some partners: add a value for both together"
        reader.note(places[other], "ambiguous", message)
    return tuple(values)
