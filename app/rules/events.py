"""What happens in Adapt that others act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RulebookPublished:
    version_id: int
