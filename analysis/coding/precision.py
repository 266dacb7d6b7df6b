"""How many codings are right, judged by a sample that people checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.stats import Interval, wilson_interval


@dataclass(frozen=True, slots=True)
class Precision:
    """The share (0–1) of right codings among `checked` ones drawn at random, with its 95 % interval."""

    share: float
    interval: Interval
    checked: int


def precision(verdicts: Sequence[bool], coded: int) -> Precision | None:
    """Return how many of the `coded` codings are right, judged by a simple random sample; None for an empty one.

    Wilson's score interval with the finite-population correction (`stats.wilson_interval`): where all are checked,
    nothing is left to chance. Raises ValueError if more are checked than coded.
    """
    if not verdicts:
        return None
    right = sum(verdicts)
    interval = wilson_interval(right, len(verdicts), population=coded)
    return Precision(right / len(verdicts), interval, len(verdicts))
