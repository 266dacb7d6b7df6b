"""Names of versions: the year they come into force, and a number in it."""

import re
from collections.abc import Collection, Iterable

from app.shared.errors import DomainError

_LABEL = re.compile(r"[^\W_][\w .-]{0,39}\Z")


def next_label(year: int, taken: Iterable[str]) -> str:
    """Return the next label of the year, `2026.2` after `2026.1`."""
    numbers = [int(found[1]) for label in taken if (found := re.fullmatch(rf"{year}\.([0-9]{{1,6}})", label))]
    return f"{year}.{max(numbers, default=0) + 1}"


def checked_label(label: str, taken: Collection[str]) -> str:
    """Return the label without spaces around it. Raises DomainError where it is taken or can't be a label."""
    label = label.strip()
    if not _LABEL.match(label):
        message = "A version's label has at most 40 letters, digits, dots and hyphens."
        raise DomainError(message, fields={"label": "can't be a label"})
    if label in taken:
        raise DomainError(f"There is a version {label} already.", fields={"label": "is taken"})
    return label
