"""Who is looking: the signed-in person in one program, with the roles they have there."""

from dataclasses import dataclass

from flask import g

from app.identity.permissions import Role, may
from app.shared.errors import NotAllowedError


@dataclass(frozen=True)
class Viewer:
    """A person acting in a program. Services take it as `by` and check rights on it."""

    person_id: int
    name: str
    program_id: int
    roles: frozenset[Role]
    time_zone: str = "UTC"
    language: str = "en"

    def may(self, verb: str) -> bool:
        return may(set(self.roles), verb)

    def must(self, verb: str) -> None:
        """Raise NotAllowedError unless one of the roles has the verb."""
        if not self.may(verb):
            raise NotAllowedError


def current_viewer() -> Viewer | None:
    """Return who looks at the present page; None for a stranger."""
    viewer: Viewer | None = g.get("viewer")
    return viewer


def the_viewer() -> Viewer:
    """Return the viewer of a page that only signed-in people reach."""
    viewer = current_viewer()
    if viewer is None:
        raise NotAllowedError
    return viewer
