"""What happens in Listen that others act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RunAsked:
    run_id: int


@dataclass(frozen=True)
class ThemeAccepted:
    theme_id: int
