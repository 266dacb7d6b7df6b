"""Reads and writes the document of changes: `changes:` with parameter, for, value and from."""

import yaml

from app.rules.core.changes import ParameterChange, apply_changes, check_change
from app.rules.core.definitions import read_day, read_selector
from app.rules.core.documents import compose_document
from app.rules.core.nodes import NodeReader
from app.rules.core.problems import RulebookErrors
from app.rules.core.rulebook import Rulebook
from app.rules.core.selectors import Selector
from app.rules.core.values import shorten

MAX_CHANGES = 500


def parse_changes(text: str, *, name: str, rulebook: Rulebook) -> tuple[ParameterChange, ...]:
    """Return the changes written in `text`, all of which can be applied to the rulebook together.

    A change without `from` uses the document's `effective`. Raises RulebookErrors with the line and column of every
    problem.
    """
    root = compose_document(text, name=name)
    reader = NodeReader()
    fields = reader.fields(root, "the document", ("changes",), ("title", "effective"))
    effective = fields.get("effective")
    entries = reader.items(fields["changes"], "“changes”") if "changes" in fields else []
    if len(entries) > MAX_CHANGES:
        reader.note(fields["changes"], "too_long", f"at most {MAX_CHANGES} changes are allowed")
        entries = []
    if effective is not None:
        read_day(reader, effective, "“effective”")
    read = [(entry, _read_change(reader, entry, effective, rulebook)) for entry in entries]
    changes = [(entry, change) for entry, change in read if change is not None]
    for entry, change in changes:
        problem = check_change(rulebook, change)
        if problem is not None:
            reader.note(entry, problem.reason, problem.message)
    if not reader.problems:
        _try_together(reader, changes, rulebook)
    if reader.problems:
        raise RulebookErrors(name, tuple(reader.problems))
    return tuple(change for _, change in changes)


def _read_change(
    reader: NodeReader, node: yaml.Node, effective: yaml.Node | None, rulebook: Rulebook
) -> ParameterChange | None:
    fields = reader.fields(node, "a change", ("parameter", "value"), ("for", "from"))
    key = reader.text(fields.get("parameter"), "the parameter")
    parameter = rulebook.parameter_by_key.get(key or "")
    if key and parameter is None:
        reader.note(fields["parameter"], "unknown_parameter", f"there is no parameter “{shorten(key)}”")
    value = reader.value(fields.get("value"), "the value", parameter.type) if parameter else None
    selector = read_selector(reader, fields["for"], rulebook.dimension_values) if "for" in fields else Selector()
    if "from" not in fields and effective is None:
        reader.note(node, "missing", "a change needs “from”, or the document “effective”")
    before = len(reader.problems)
    since = read_day(reader, fields.get("from", effective), "“from”")
    if "from" not in fields:
        del reader.problems[before:]  # the document's own date was noted once already
    if parameter is None or value is None or selector is None or since is None:
        return None
    return ParameterChange(parameter.key, selector, value, since)


def _try_together(reader: NodeReader, changes: list[tuple[yaml.Node, ParameterChange]], rulebook: Rulebook) -> None:
    try:
        apply_changes(rulebook, [change for _, change in changes])
    except RulebookErrors as errors:
        for problem in errors.problems:
            places = [node for node, change in changes if change.parameter == problem.column]
            reader.note(places[-1], problem.reason, problem.message)
