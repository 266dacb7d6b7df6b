"""Reading the demo's own text files: YAML in which a block holds one text a line."""

from pathlib import Path
from typing import Any

import yaml

# The C loader reads the same safe subset about eight times faster; not every build of PyYAML has it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping a YAML file holds; raises TypeError where the file holds something else."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    if not isinstance(content, dict):
        raise TypeError(f"{path.name} does not hold a mapping")
    return content


def lines(block: str) -> tuple[str, ...]:
    """Return the non-empty lines of a text block, stripped."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def reflowed(text: str) -> str:
    """Return a text whose lines were broken for an editor with a line a paragraph."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
