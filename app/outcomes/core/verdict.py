"""Says whether a change helped: only when the interval of what was seen leaves no doubt about the direction."""

from enum import StrEnum

from analysis.stats import Estimate


class Verdict(StrEnum):
    helped = "helped"
    not_shown = "not_shown"
    worse = "worse"


VERDICT_WORDS = {Verdict.helped: "helped", Verdict.not_shown: "not shown", Verdict.worse: "worse"}


def verdict(change: Estimate, direction: str) -> Verdict:
    """Return what a change of a measure (after − before, with its 95 % interval) says of an expected direction.

    Raises ValueError for a direction that is neither up nor down.
    """
    if direction not in {"up", "down"}:
        raise ValueError(f"{direction!r} is neither up nor down")
    rose, fell = change.low > 0, change.high < 0
    if not rose and not fell:
        return Verdict.not_shown
    return Verdict.helped if rose == (direction == "up") else Verdict.worse
