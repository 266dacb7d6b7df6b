"""What somebody is told about the time since they were last asked. A domain that knows it brings it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Since:
    """One sentence about what came of earlier answers; the address where more of it stands, if there is one."""

    text: str
    url: str = ""
    link_text: str = ""


Source = Callable[[int, int], Sequence[Since]]
"""Takes the rows of a person and a program."""

_sources: list[Source] = []


def tell_since(source: Source) -> Source:
    """Have the respondent's page say what `source` returns; usable as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def since_last_time(person_id: int, program_id: int) -> list[Since]:
    """Return what the respondent's page says above its questions; nothing where nobody knows anything."""
    return [line for source in _sources for line in source(person_id, program_id)]
