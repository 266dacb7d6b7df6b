"""As whom a person speaks. A council lies above this domain, so its seats are asked through what it puts in here."""

from collections.abc import Callable

from app.identity.permissions import ROLE_NAMES, Role
from app.identity.viewer import Viewer
from app.programs import queries as programs

Provider = Callable[[int, int], str | None]
"""Gives the standing of a person (row) in a program (row), None where they have none there."""

PROVIDERS: list[Provider] = []

SPEAKERS = (Role.program_owner, Role.facilitator, Role.analyst, Role.executive, Role.admin)


def add_standing(provider: Provider) -> None:
    """Ask the provider too when somebody speaks."""
    if provider not in PROVIDERS:
        PROVIDERS.append(provider)


def standing_of(viewer: Viewer) -> str:
    """Return as whom the viewer speaks: a seat, the work they do for the program, or the partner they are at."""
    for provider in PROVIDERS:
        if given := provider(viewer.person_id, viewer.program_id):
            return given
    for role in SPEAKERS:
        if role in viewer.roles:
            return ROLE_NAMES[role]
    contact = programs.contact_of(viewer.person_id, viewer.program_id)
    return contact.partner.name if contact else ""
