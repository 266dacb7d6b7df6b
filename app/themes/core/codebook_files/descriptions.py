"""A theme's meaning as one text, for programs that know a description only, and back."""

import re
from collections.abc import Sequence

from app.themes.core.theme_text import ThemeText

HEADINGS = {"includes": "Includes:", "excludes": "Excludes:", "examples": "Examples:"}
_HEADING = re.compile(rf"^({'|'.join(HEADINGS.values())})(?:\s+|$)")
_ESCAPED = re.compile(rf"^\\+(?:{'|'.join(HEADINGS.values())}|- )")
_ESCAPE = re.compile(rf"^(?=\\*(?:{'|'.join(HEADINGS.values())}|- ))")


def write_description(words: ThemeText) -> str:
    """Return definition, includes, excludes and examples below each other, each but the first under its heading."""
    blocks = [_escaped(words.definition)] if words.definition else []
    blocks += [
        f"{HEADINGS[part]} {_escaped(getattr(words, part))}"
        for part in ("includes", "excludes")
        if getattr(words, part)
    ]
    if words.examples:
        blocks.append("\n".join([HEADINGS["examples"], *(f"- {example}" for example in words.examples)]))
    return "\n\n".join(blocks)


def read_description(text: str) -> dict[str, str | None]:
    """Return the parts of a description; a text without headings is all definition. Examples are one a line."""
    parts: dict[str, list[str]] = {"definition": []}
    current = "definition"
    names = {heading: part for part, heading in HEADINGS.items()}
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        heading = _HEADING.match(line)
        if heading and names[heading[1]] not in parts:
            current = names[heading[1]]
            parts[current] = [_unescaped(line[heading.end() :])]
        elif current == "examples":
            parts[current].append(line.removeprefix("- "))
        else:
            parts[current].append(_unescaped(line))
    found: dict[str, str | None] = {part: _joined(lines) for part, lines in parts.items()}
    return {part: found.get(part, "") for part in ("definition", *HEADINGS)}


def _escaped(text: str) -> str:
    return "\n".join(_ESCAPE.sub(lambda _: "\\", line, count=1) for line in text.split("\n"))


def _unescaped(line: str) -> str:
    return line[1:] if _ESCAPED.match(line) else line


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip()
