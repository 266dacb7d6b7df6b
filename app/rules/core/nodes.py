"""Takes marked nodes apart, noting every problem with its place instead of stopping at the first."""

import re
from collections.abc import Iterable

import yaml

from app.rules.core.problems import BadValue, Problem
from app.rules.core.values import Value, ValueType, shorten

_NULLS = {"", "~", "null", "Null", "NULL"}
_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*", re.ASCII)
MAX_KEY = 80
MAX_TEXT = 500

Fields = dict[str, yaml.Node]


class NodeReader:
    """Reads nodes of one document; what can't be read is noted in `problems` and comes back as None or left out."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def note(self, node: yaml.Node, reason: str, message: str, *, offset: int = 0) -> None:
        """Note a problem at the node, `offset` characters into its text where that is on one line."""
        mark = node.start_mark
        quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
        one_line = node.end_mark.line == mark.line
        column = mark.column + 1 + (offset + quoted if one_line and offset else 0)
        self.problems.append(Problem(mark.line + 1, column, reason, message))

    def fields(self, node: yaml.Node, what: str, required: Iterable[str], optional: Iterable[str] = ()) -> Fields:
        """Return the known fields of a mapping, noting unknown, repeated and missing ones."""
        required, optional = tuple(required), tuple(optional)
        found: Fields = {}
        for key, key_node, value in self.pairs(node, what):
            if key in required or key in optional:
                found[key] = value
            else:
                allowed = ", ".join((*required, *optional))
                self.note(key_node, "unknown_key", f"{what} has no “{shorten(key)}”; it has {allowed}")
        if isinstance(node, yaml.MappingNode):
            for key in required:
                if key not in found:
                    self.note(node, "missing", f"{what} needs “{key}”")
        return found

    def pairs(self, node: yaml.Node, what: str) -> list[tuple[str, yaml.Node, yaml.Node]]:
        """Return key, key node and value node of a mapping, noting keys written twice."""
        if not isinstance(node, yaml.MappingNode):
            self.note(node, "wrong_type", f"{what} must be a mapping of names to values")
            return []
        found: dict[str, tuple[str, yaml.Node, yaml.Node]] = {}
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self.note(key_node, "wrong_type", f"a name in {what} must be a plain word")
            elif key in found:
                self.note(key_node, "duplicate", f"“{shorten(key)}” is written twice in {what}")
            else:
                found[key] = (key, key_node, value)
        return list(found.values())

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """Return the entries of a list that isn't empty."""
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.note(node, "wrong_type", f"{what} must be a list with at least one entry")
            return []
        return list(node.value)

    def text(self, node: yaml.Node | None, what: str) -> str | None:
        """Return a text of 1 to 500 characters with its white space evened out."""
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.note(node, "wrong_type", f"{what} must be a single value")
            return None
        text = " ".join(node.value.split())
        if not text or (not node.style and text in _NULLS):
            self.note(node, "missing", f"{what} is empty")
            return None
        if len(text) > MAX_TEXT:
            self.note(node, "too_long", f"{what} has more than {MAX_TEXT} characters")
            return None
        return text

    def word(self, node: yaml.Node | None, what: str, *, dots: bool = False) -> str | None:
        """Return a key: lower-case letters, digits and underscores, with dots where they are allowed."""
        text = self.text(node, what)
        if text is None or node is None:
            return None
        if len(text) > MAX_KEY or not _KEY.fullmatch(text) or ("." in text and not dots):
            shape = "lower-case letters, digits and underscores" + (", with dots between" if dots else "")
            self.note(node, "not_a_key", f"{what} “{shorten(text)}” must be written in {shape}")
            return None
        return text

    def words(self, node: yaml.Node | None, what: str, among: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return a list of different keys, each among the given ones where they are given."""
        found: list[str] = []
        known = None if among is None else tuple(among)
        for item in self.items(node, what) if node is not None else ():
            word = self.word(item, f"an entry of {what}")
            if word in found:
                self.note(item, "duplicate", f"“{word}” is written twice in {what}")
            elif word is not None and known is not None and word not in known:
                self.note(item, "unknown_value", f"“{word}” is not one of {', '.join(known)}")
            elif word is not None:
                found.append(word)
        return tuple(found)

    def one_of(self, node: yaml.Node | None, what: str, among: Iterable[str]) -> str | None:
        """Return the text if it is one of `among`."""
        text = self.text(node, what)
        if text is not None and node is not None and text not in among:
            self.note(node, "unknown_value", f"{what} “{shorten(text)}” is not one of {', '.join(among)}")
            return None
        return text

    def value(self, node: yaml.Node | None, what: str, type_: ValueType) -> Value | None:
        """Return a value of the type, within its bounds."""
        text = self.text(node, what)
        if text is None or node is None:
            return None
        try:
            return type_.read(text)
        except BadValue as error:
            self.note(node, error.reason, f"{what}: {error.message}")
            return None
