"""How long the rest of a reading takes, from the moments at which things were decided."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

LONGEST_READING = dt.timedelta(minutes=5)
"""A longer gap between two decisions was a break."""
FEWEST_GAPS = 3


def minutes_left(decided: Sequence[dt.datetime], left: int) -> int | None:
    """Return the minutes that `left` more decisions take at the median pace; None where too few were made to know.

    `decided` are the moments of one person's decisions in any order; breaks don't count.
    """
    gaps = [later - earlier for earlier, later in pairwise(sorted(decided)) if later - earlier <= LONGEST_READING]
    if len(gaps) < FEWEST_GAPS or not left:
        return None
    return max(1, round(median(gap.total_seconds() for gap in gaps) * left / 60))
