"""Reads a YAML or JSON text into marked nodes, refusing what could exhaust or surprise: aliases, tags, depth, size."""

import re
from typing import Protocol

import yaml

from app.rules.core.problems import Problem, RulebookErrors

MAX_CHARACTERS = 1_000_000
MAX_NODES = 50_000
MAX_DEPTH = 20

# The loader in C, where PyYAML has it, reads a large document some ten times faster.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_ALLOWED = re.compile(r"[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Mark(Protocol):
    line: int
    column: int


def compose_document(text: str, *, name: str) -> yaml.Node:
    """Return the root node of the one document in `text`. Raises RulebookErrors."""
    if len(text) > MAX_CHARACTERS:
        raise _refusal(name, None, "too_long", f"the document has more than {MAX_CHARACTERS:,} characters")
    text = text.removeprefix("\ufeff")
    if odd := _NOT_ALLOWED.search(text):
        line, begins = text.count("\n", 0, odd.start()) + 1, text.rfind("\n", 0, odd.start()) + 1
        message = "a character is not allowed in a document"
        raise RulebookErrors(name, (Problem(line, odd.start() - begins + 1, "not_yaml", message),))
    try:
        _scan(text, name)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        message = f"the document can't be read: {error.problem or error.context}"
        raise _refusal(name, error.problem_mark or error.context_mark, "not_yaml", message) from error
    if root is None:
        raise _refusal(name, None, "empty", "the document is empty")
    return root


def _scan(text: str, name: str) -> None:
    """Walk the events without building anything, so that a bomb is refused before it is composed."""
    depth = nodes = documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal(name, mark, "alias", "anchors and aliases (& and *) are not allowed: write the value out")
        if getattr(event, "tag", None):
            raise _refusal(name, mark, "tag", "tags (!) are not allowed")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if documents > 1:
            raise _refusal(name, mark, "several_documents", "only one document is allowed in a file")
        if depth > MAX_DEPTH:
            raise _refusal(name, mark, "too_deep", f"the document is nested deeper than {MAX_DEPTH} levels")
        if nodes > MAX_NODES:
            raise _refusal(name, mark, "too_long", f"the document has more than {MAX_NODES:,} entries")


def _refusal(name: str, mark: _Mark | None, reason: str, message: str) -> RulebookErrors:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return RulebookErrors(name, (Problem(line, column, reason, message),))
