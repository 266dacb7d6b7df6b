"""A small text grammar: alternatives, slots and number ranges in one line, expanded by chance.

`{a|b|}` takes one of the alternatives, which may nest and be empty; `<3-9>` is a whole number of that range; `<name>`
is a slot, filled once a comment so that a text doesn't contradict itself.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random

Node = str | tuple["Nodes", ...]  # a text, or the options of a choice
Nodes = tuple[Node, ...]

_PART = re.compile(r"[{|}]|[^{|}]+")
_SLOT = re.compile(r"<(?:(\d+)-(\d+)|([a-z_]+\d?))>")
_SPACES = re.compile(r" {2,}")
_SPACE_BEFORE_MARK = re.compile(r" +([,.?])")


@lru_cache(maxsize=8192)
def parse(template: str) -> Nodes:
    """Return the template as a sequence of texts and choices; raises ValueError for a brace without its pair."""
    stack: list[list[list[Node]]] = [[[]]]
    for part in _PART.findall(template):
        if part == "{":
            stack.append([[]])
        elif part == "|" and len(stack) > 1:
            stack[-1].append([])
        elif part == "}" and len(stack) > 1:
            choice: Node = tuple(tuple(option) for option in stack.pop())
            stack[-1][-1].append(choice)
        elif part in "{|}":
            raise ValueError(f"a brace or bar without its pair in: {template}")
        else:
            stack[-1][-1].append(part)
    if len(stack) > 1:
        raise ValueError(f"a brace is not closed in: {template}")
    return tuple(stack[0][0])


class Expander:
    """Expands templates for one comment: the same slot gives the same words each time."""

    def __init__(self, slots: Mapping[str, Sequence[str]], rng: Random) -> None:
        self._slots = slots
        self._rng = rng
        self._filled: dict[str, str] = {}

    def expand(self, template: str) -> str:
        """Return one text of the template; raises KeyError for a slot that the language does not have."""
        text = _SLOT.sub(self._fill, self._choose(parse(template)))
        return _SPACE_BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", text)).strip()

    def _choose(self, nodes: Nodes) -> str:
        return "".join(node if isinstance(node, str) else self._choose(self._rng.choice(node)) for node in nodes)

    def _fill(self, match: re.Match[str]) -> str:
        low, high, name = match.groups()
        if name is None:
            return str(self._rng.randint(int(low), int(high)))
        if name not in self._filled:
            self._filled[name] = self.expand(self._rng.choice(self._slots[name]))
        return self._filled[name]
