"""What other domains add to a partner's page: they lie above this one and know partners, not the other way round."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.identity.viewer import Viewer
from app.programs.models import Partner


@dataclass(frozen=True)
class Section:
    """A part of the page: a template, included with `partner` and, as `section.context`, what it shows."""

    template: str
    context: Mapping[str, Any]


SectionOf = Callable[[Partner, Viewer], Section | None]

_SECTIONS: list[SectionOf] = []


def add_section(section_of: SectionOf) -> SectionOf:
    """Have `section_of` asked on each partner's page; it returns None where there is nothing for this viewer."""
    if section_of not in _SECTIONS:
        _SECTIONS.append(section_of)
    return section_of


def sections_for(partner: Partner, viewer: Viewer) -> list[Section]:
    """Return the sections of a partner's page, in the order in which they were added."""
    found = (section_of(partner, viewer) for section_of in _SECTIONS)
    return [section for section in found if section is not None]
