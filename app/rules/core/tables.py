"""Reads the outcomes of a rulebook: their results, how roles combine, and the decision tables."""

from dataclasses import replace
from typing import cast

import yaml

from app.rules.core.conditions import read_conditions
from app.rules.core.definitions import read_type
from app.rules.core.nodes import Fields, NodeReader
from app.rules.core.rulebook import COMBINES, Combine, DecisionTable, Outcome, Reference, Row
from app.rules.core.scope import Scope
from app.rules.core.values import NUMERIC, Kind, Value, ValueType, shorten

OUTCOME_KINDS: tuple[Kind, ...] = ("choice", "integer", "number", "money", "percent")
MAX_ROWS = 200


def read_outcomes(reader: NodeReader, node: yaml.Node, scope: Scope) -> None:
    """Read the outcomes in their order; a later one's conditions may use an earlier one's result."""
    for key, key_node, value in reader.pairs(node, "“outcomes”"):
        before = len(reader.problems)
        word = reader.word(key_node, "an outcome's key")
        if word is not None and scope.taken(word):
            reader.note(key_node, "duplicate", f"“{word}” already names something else in this rulebook")
        what = f"outcome {shorten(key)}"
        fields = reader.fields(value, what, ("type", "meaning", "combine", "tables"), ("unit", "results", "min", "max"))
        type_ = _read_result_type(reader, fields, value, key)
        meaning = reader.text(fields.get("meaning"), "the meaning")
        combine = cast(Combine | None, reader.one_of(fields.get("combine"), "“combine”", COMBINES))
        if combine == "sum" and type_ is not None and type_.kind not in NUMERIC:
            reader.note(fields["combine"], "wrong_type", "only numbers can be summed: combine these by highest or each")
        tables = _read_tables(reader, fields.get("tables"), type_, scope) if type_ else ()
        if word and type_ and meaning and combine and tables and len(reader.problems) == before:
            scope.outcomes[key] = Outcome(key, type_, meaning, combine, tables)
        else:
            scope.faulty.add(key)


def _read_result_type(reader: NodeReader, fields: Fields, node: yaml.Node, key: str) -> ValueType | None:
    """Return the type of the results; a choice's are listed from low to high as `results`."""
    declared = dict(fields)
    if "results" in declared:
        declared["choices"] = declared.pop("results")
    type_ = read_type(reader, declared, node, key, OUTCOME_KINDS)
    return replace(type_, ordered=True) if type_ is not None and type_.kind == "choice" else type_


def _read_tables(
    reader: NodeReader, node: yaml.Node | None, type_: ValueType, scope: Scope
) -> tuple[DecisionTable, ...]:
    tables: list[DecisionTable] = []
    for entry in reader.items(node, "“tables”") if node is not None else ():
        fields = reader.fields(entry, "a table", ("roles", "rows"))
        among = None if "role" in scope.faulty else scope.dimensions["role"]
        roles = reader.words(fields.get("roles"), "“roles”", among)
        for role in roles:
            if any(role in table.roles for table in tables):
                reader.note(fields["roles"], "duplicate", f"“{role}” already has a table for this outcome")
        rows = _read_rows(reader, fields.get("rows"), type_, scope)
        tables.append(DecisionTable(roles, rows))
        _check_earlier_outcomes(reader, entry, tables[-1], scope)
    return tuple(tables)


def _check_earlier_outcomes(reader: NodeReader, node: yaml.Node, table: DecisionTable, scope: Scope) -> None:
    """Note a role that is asked for an earlier outcome it has no table for."""
    comparisons = [one for row in table.rows for condition in row.conditions for one in condition.alternatives]
    for key in dict.fromkeys(one.subject for one in comparisons if one.subject in scope.outcomes):
        for role in table.roles:
            if role not in scope.outcomes[key].table_by_role:
                reader.note(node, "gap", f"the rows ask for {key}, which has no table for “{role}”")


def _read_rows(reader: NodeReader, node: yaml.Node | None, type_: ValueType, scope: Scope) -> tuple[Row, ...]:
    entries = reader.items(node, "“rows”") if node is not None else []
    if len(entries) > MAX_ROWS:
        reader.note(entries[0], "too_long", f"a table may have at most {MAX_ROWS} rows")
        return ()
    rows: list[Row] = []
    ends = False
    for entry in entries:
        if ends:
            reader.note(entry, "unreachable", "this row can't be reached: the row above it has no “when”")
        fields = reader.fields(entry, "a row", ("result",), ("name", "when"))
        ends = isinstance(entry, yaml.MappingNode) and "when" not in fields
        row = _read_row(reader, fields, rows, type_, scope)
        if row is not None:
            rows.append(row)
    if entries and not ends:
        reader.note(entries[-1], "gap", "the last row must have no “when”, so that every partner gets a result")
    return tuple(rows)


def _read_row(reader: NodeReader, fields: Fields, above: list[Row], type_: ValueType, scope: Scope) -> Row | None:
    """Return the row; one without a name is called by its result, numbered where that is taken."""
    conditions = read_conditions(reader, fields["when"], scope) if "when" in fields else ()
    result = _read_result(reader, fields.get("result"), type_, scope)
    if result is None:
        return None
    shown = result.parameter if isinstance(result, Reference) else type_.say(result)
    taken = {row.name for row in above}
    name = reader.text(fields["name"], "the name") if "name" in fields else shown
    if "name" in fields and name in taken:
        reader.note(fields["name"], "duplicate", f"another row of this table is also named “{name}”")
    elif name in taken:
        name = next(numbered for n in range(2, MAX_ROWS + 2) if (numbered := f"{shown} ({n})") not in taken)
    return Row(name or shown, conditions, result)


def _read_result(
    reader: NodeReader, node: yaml.Node | None, type_: ValueType, scope: Scope
) -> Value | Reference | None:
    """Return a literal of the outcome's type, or the parameter that holds it."""
    text = reader.text(node, "the result")
    if text is None or node is None:
        return None
    if text in scope.faulty:
        return None
    parameter = scope.parameters.get(text)
    if parameter is None:
        return reader.value(node, "the result", type_)
    if not type_.comparable_with(parameter.type):
        message = f"{text} is {parameter.type.describe()}, but the results are {type_.describe()}"
        reader.note(node, "wrong_type", message)
        return None
    return Reference(text)
