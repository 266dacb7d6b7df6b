"""Reads a whole rulebook from YAML or JSON, finding every problem with its line and column at once."""

from collections.abc import Iterator
from itertools import product
from math import prod

import yaml

from app.rules.core.definitions import check_dimensions, read_day, read_dimensions, read_facts, read_parameters
from app.rules.core.documents import compose_document
from app.rules.core.nodes import Fields, NodeReader
from app.rules.core.problems import RulebookErrors
from app.rules.core.rulebook import DecisionTable, Parameter, Reference, Rulebook
from app.rules.core.scope import Scope
from app.rules.core.selectors import Context, Unresolved, resolve
from app.rules.core.tables import read_outcomes

_FIELDS = ("rulebook", "title", "version", "effective", "selectors", "facts", "parameters", "outcomes")
_MOST_COMBINATIONS = 2_000


def parse_rulebook(text: str, *, name: str) -> Rulebook:
    """Return the rulebook written in `text`; `name` is what messages call the document.

    Raises RulebookErrors with all problems in the order of the document.
    """
    root = compose_document(text, name=name)
    reader = NodeReader()
    scope = Scope()
    fields = reader.fields(root, "the rulebook", _FIELDS)
    sections = (
        ("selectors", read_dimensions),
        ("facts", read_facts),
        ("selectors", check_dimensions),
        ("parameters", read_parameters),
        ("outcomes", read_outcomes),
    )
    for section, read in sections:
        # Without what the later ones refer to, all their names would be reported as unknown.
        if section not in fields:
            break
        read(reader, fields[section], scope)
    rulebook = _assemble(reader, fields, scope)
    if not reader.problems and rulebook is not None:
        _check_coverage(reader, fields["parameters"], rulebook)
    if reader.problems or rulebook is None:
        ordered = sorted(reader.problems, key=lambda problem: (problem.line or 0, int(problem.column or 0)))
        raise RulebookErrors(name, tuple(ordered))
    return rulebook


def _assemble(reader: NodeReader, fields: Fields, scope: Scope) -> Rulebook | None:
    key = reader.word(fields.get("rulebook"), "the rulebook's key")
    title = reader.text(fields.get("title"), "the title")
    version = reader.text(fields.get("version"), "the version")
    effective = read_day(reader, fields.get("effective"), "“effective”")
    if not (key and title and version and effective):
        return None
    return Rulebook(
        key,
        title,
        version,
        effective,
        tuple(scope.dimensions.items()),
        tuple(scope.facts.values()),
        tuple(scope.parameters.values()),
        tuple(scope.outcomes.values()),
    )


def _check_coverage(reader: NodeReader, node: yaml.Node, rulebook: Rulebook) -> None:
    """Note a parameter that has no value on the first day for some partner whom a table would ask it for."""
    for key, key_node, _ in reader.pairs(node, "“parameters”"):
        parameter = rulebook.parameter_by_key[key]
        roles = {role for outcome in rulebook.outcomes for table in outcome.tables
                 if key in _parameters_of(table) for role in table.roles}  # fmt: skip
        for context in _contexts(parameter, sorted(roles), rulebook):
            if context is None or isinstance(resolve(parameter.values, context, rulebook.effective), Unresolved):
                whom = ", ".join(str(value) for value in context.values()) if context else "everyone"
                message = f"{key} has no value for [{whom}] on {rulebook.effective}: add one, or one for everyone"
                reader.note(key_node, "gap", message)
                break


def _parameters_of(table: DecisionTable) -> Iterator[str]:
    for row in table.rows:
        if isinstance(row.result, Reference):
            yield row.result.parameter
        for condition in row.conditions:
            for comparison in condition.alternatives:
                if isinstance(comparison.operand, Reference):
                    yield comparison.operand.parameter


def _contexts(parameter: Parameter, roles: list[str], rulebook: Rulebook) -> Iterator[Context | None]:
    """Yield every combination the parameter's selectors could tell apart; None where these are too many to try."""
    asked = {dimension for dated in parameter.values for dimension, _ in dated.selector.pairs} - {"role"}
    names = ["role", *sorted(asked)]
    choices = [roles, *(list(rulebook.dimension_values[dimension]) for dimension in sorted(asked))]
    for_everyone = any(not dated.selector.pairs and dated.since is None for dated in parameter.values)
    if for_everyone:
        return
    if prod(len(values) for values in choices) > _MOST_COMBINATIONS:
        yield None
        return
    for combination in product(*choices):
        yield dict(zip(names, combination, strict=True))
