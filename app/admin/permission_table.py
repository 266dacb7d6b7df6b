"""The table of rights as rows that people can read."""

from dataclasses import dataclass

from app.identity.permissions import PERMISSIONS, ROLE_NAMES, Role


@dataclass(frozen=True)
class Right:
    """One verb, and for each role in the order of `ROLE_NAMES` whether it has it."""

    verb: str
    held: tuple[bool, ...]


def role_heads() -> list[str]:
    """Return the names of the roles, in the order of the columns."""
    return [name.capitalize() for name in ROLE_NAMES.values()]


def rights() -> list[Right]:
    """Return all rights, in the order of the table in the code."""
    return [Right(_words(verb), tuple(role in roles for role in Role)) for verb, roles in PERMISSIONS.items()]


def _words(verb: str) -> str:
    """Return "waves.run" as "run waves"."""
    subject, _, act = verb.partition(".")
    return f"{act} {subject.replace('_', ' ')}"
