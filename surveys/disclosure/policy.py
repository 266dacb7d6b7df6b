"""The privacy mode of a wave and the thresholds frozen with it."""

from dataclasses import dataclass
from enum import StrEnum

from surveys.disclosure.published import HiddenReason
from surveys.disclosure.tally import Tally


class PrivacyMode(StrEnum):
    """How a respondent is protected; chosen before a wave opens."""

    identified = "identified"
    confidential = "confidential"
    anonymous = "anonymous"


@dataclass(frozen=True, slots=True)
class Policy:
    """A mode, the least number of organisations and of people behind a figure, and the share that dominates.

    Raises ValueError for a k under 2 (a hidden cell would then be known to be empty) and a dominance outside 0–1.
    """

    mode: PrivacyMode
    k: int = 5
    dominance: float = 0.70

    def __post_init__(self) -> None:
        if self.k < 2:
            raise ValueError("k must be 2 or more.")
        if not 0 < self.dominance <= 1:
            raise ValueError("The dominance share must be above 0 and at most 1.")

    @property
    def hides(self) -> bool:
        """Whether anything is ever hidden: not in identified mode, where all is published as it is."""
        return self.mode is not PrivacyMode.identified

    def reason_to_hide(self, *tallies: Tally) -> HiddenReason | None:
        """Return why a figure that reveals each of these tallies must be hidden, or None; an empty one is too few."""
        if not self.hides:
            return None
        if any(tally.organisations < self.k or tally.people < self.k for tally in tallies):
            return HiddenReason.too_few
        if any(tally.largest_share > self.dominance for tally in tallies):
            return HiddenReason.dominance
        return None
