"""The words of a theme: its name, what it means, what counts, what doesn't, and examples."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from app.shared.errors import DomainError
from app.shared.tables.cell_text import clean

NAME_CHARACTERS = 120
TEXT_CHARACTERS = 1000
EXAMPLE_CHARACTERS = 300
MOST_EXAMPLES = 10
PARTS = ("name", "definition", "includes", "excludes", "examples")
CALLED = {
    "name": "the name",
    "definition": "the definition",
    "includes": "what it includes",
    "excludes": "what it excludes",
    "examples": "the examples",
}


@dataclass(frozen=True, slots=True)
class ThemeText:
    """A theme in words. Examples are sentences that the analyst has written, never a partner's own."""

    name: str
    definition: str = ""
    includes: str = ""
    excludes: str = ""
    examples: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A short digest by which an editor's page knows whether somebody has changed the words meanwhile."""
        written = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()[:16]


def checked_text(part: str, text: str) -> str:
    """Return the definition, includes or excludes as it is stored. Raises DomainError where it is too long."""
    text = clean_lines(text)
    if len(text) > TEXT_CHARACTERS:
        message = f"Use at most {TEXT_CHARACTERS:,} characters."
        raise DomainError(f"{CALLED[part].capitalize()}: {len(text):,} are too many.", fields={part: message})
    return text


def checked_examples(examples: Iterable[str]) -> tuple[str, ...]:
    """Return the examples as they are stored: each on one line, none empty or twice. Raises DomainError."""
    found = tuple(dict.fromkeys(one for one in map(clean, examples) if one))
    if len(found) > MOST_EXAMPLES:
        message = f"Keep the {MOST_EXAMPLES} best examples, one a line."
        raise DomainError("There are too many examples.", fields={"examples": message})
    if too_long := next((one for one in found if len(one) > EXAMPLE_CHARACTERS), None):
        message = f"“{too_long[:40]}…” is longer than {EXAMPLE_CHARACTERS} characters."
        raise DomainError("An example is too long.", fields={"examples": message})
    return found


def clean_lines(text: str) -> str:
    """Return the text with each line clean, and no empty lines at its ends or one after another."""
    lines = [clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip()


def words_only(text: str) -> str:
    """Return the letters and digits of a text in small letters, to tell whether two say the same in the same words."""
    return "".join(mark for mark in text.casefold() if mark.isalnum())
