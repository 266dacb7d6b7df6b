"""Writes a rulebook as canonical YAML: equal rulebooks give equal texts, so that the text has a digest."""

import hashlib
from collections.abc import Iterable
from datetime import date

import yaml

from app.rules.core.conditions import write_condition
from app.rules.core.rulebook import DecisionTable, Fact, Outcome, Parameter, Reference, Row, Rulebook
from app.rules.core.selectors import DatedValue
from app.rules.core.values import Value, ValueType, value_text

_ENDLESS = 100_000  # columns: a folded line would make the text depend on the length of a meaning

_Pairs = Iterable[tuple[str, yaml.Node | None]]


def write_rulebook(rulebook: Rulebook) -> str:
    """Return the canonical YAML text; `parse_rulebook` of it gives an equal rulebook."""
    root = _mapping(
        [
            ("rulebook", _text(rulebook.key)),
            ("title", _text(rulebook.title)),
            ("version", _text(rulebook.version)),
            ("effective", _value(rulebook.effective)),
            ("selectors", _mapping((name, _words(values)) for name, values in rulebook.dimensions)),
            ("facts", _mapping((fact.key, _fact(fact)) for fact in rulebook.facts)),
            ("parameters", _mapping((one.key, _parameter(one)) for one in rulebook.parameters)),
            ("outcomes", _mapping((outcome.key, _outcome(outcome)) for outcome in rulebook.outcomes)),
        ]
    )
    return str(yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=_ENDLESS))


def rulebook_digest(rulebook: Rulebook) -> str:
    """Return the SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(write_rulebook(rulebook).encode()).hexdigest()


def _fact(fact: Fact) -> yaml.Node:
    return _mapping([("name", _text(fact.name)), *_type(fact.type, "choices"), ("meaning", _text(fact.meaning))])


def _parameter(parameter: Parameter) -> yaml.Node:
    values = _sequence(_dated(dated) for dated in parameter.values)
    return _mapping([*_type(parameter.type, "choices"), ("meaning", _text(parameter.meaning)), ("values", values)])


def _dated(dated: DatedValue) -> yaml.Node:
    pairs = dated.selector.pairs
    chosen = _mapping(((name, _text(value)) for name, value in pairs), flow=True) if pairs else None
    since = _value(dated.since) if dated.since else None
    return _mapping([("for", chosen), ("value", _value(dated.value)), ("from", since)], flow=True)


def _outcome(outcome: Outcome) -> yaml.Node:
    return _mapping(
        [
            *_type(outcome.type, "results"),
            ("meaning", _text(outcome.meaning)),
            ("combine", _text(outcome.combine)),
            ("tables", _sequence(_table(table) for table in outcome.tables)),
        ]
    )


def _table(table: DecisionTable) -> yaml.Node:
    return _mapping([("roles", _words(table.roles)), ("rows", _sequence(_row(row) for row in table.rows))])


def _row(row: Row) -> yaml.Node:
    when = _sequence(_text(write_condition(condition)) for condition in row.conditions)
    result = _text(row.result.parameter) if isinstance(row.result, Reference) else _value(row.result)
    return _mapping([("name", _text(row.name)), ("when", when if row.conditions else None), ("result", result)])


def _type(type_: ValueType, choices: str) -> list[tuple[str, yaml.Node | None]]:
    return [
        ("type", _text(type_.kind)),
        ("unit", _text(type_.unit) if type_.unit and type_.kind != "percent" else None),
        (choices, _words(type_.choices) if type_.choices else None),
        ("min", _value(type_.minimum) if type_.minimum is not None else None),
        ("max", _value(type_.maximum) if type_.maximum is not None else None),
    ]


def _mapping(pairs: _Pairs, *, flow: bool = False) -> yaml.Node:
    nodes = [(_text(key), value) for key, value in pairs if value is not None]
    return yaml.MappingNode("tag:yaml.org,2002:map", nodes, flow_style=flow)


def _sequence(nodes: Iterable[yaml.Node], *, flow: bool = False) -> yaml.Node:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", list(nodes), flow_style=flow)


def _words(words: Iterable[str]) -> yaml.Node:
    return _sequence((_text(word) for word in words), flow=True)


def _text(text: str) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def _value(value: Value) -> yaml.Node:
    if isinstance(value, str):
        return _text(value)
    text = value_text(value)
    number = "float" if "." in text else "int"
    kind = "bool" if isinstance(value, bool) else "timestamp" if isinstance(value, date) else number
    return yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", text)
