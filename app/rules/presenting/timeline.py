"""The versions of a rulebook beside each other: which is in force, which is over, which is to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.rules.models import RulebookVersion


@dataclass(frozen=True)
class VersionShown:
    """A version and its state on a day: `in force`, `announced`, `over` (until `last_day`) or `replaced`."""

    version: RulebookVersion
    state: str
    last_day: date | None


def timeline(versions: Sequence[RulebookVersion], today: date) -> list[VersionShown]:
    """Return the versions, given the newest first, with their states. Of one day, the one published last counts."""
    shown: list[VersionShown] = []
    next_day: date | None = None
    for version in versions:
        replaced = version.effective_on == next_day
        last_day = next_day - timedelta(days=1) if next_day and not replaced else None
        state = "replaced" if replaced else _state(version, last_day, today)
        shown.append(VersionShown(version, state, last_day))
        next_day = version.effective_on
    return shown


def _state(version: RulebookVersion, last_day: date | None, today: date) -> str:
    if version.effective_on > today:
        return "announced"
    return "over" if last_day and last_day < today else "in force"
