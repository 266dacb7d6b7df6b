"""What changed since the wave before, and where a theme stands out: computed from published figures only."""

from dataclasses import dataclass

from analysis.stats import Estimate, difference_of_shares, more_than_chance
from app.themes.core.segments import WHOLE, Prevalence
from surveys.disclosure import ALL, UNKNOWN, Published, PublishedTable, Segment, combine

CLEARLY = 0.99
"""Level at which a segment stands out: a dozen are looked at, so that 95 % would find one by chance."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of two shares in −1…1 with its 95 % interval, and whether it is more than chance."""

    estimate: Estimate
    clear: bool

    @property
    def direction(self) -> str:
        """up, down, or nothing where the difference may be chance."""
        if not self.clear:
            return ""
        return "up" if self.estimate.value > 0 else "down"


def change(now: Published[Prevalence], before: Published[Prevalence]) -> Published[Change]:
    """Return how the share changed from one wave to the next; hidden where either figure is."""
    return combine(_difference, now, before)


def stands_out(table: PublishedTable[Prevalence]) -> Segment | None:
    """Return the segment whose share is clearly above that of all others together, the largest such; None if none.

    Only shown cells are looked at, and the rest is the shown whole less the shown cell.
    """
    whole = table.whole.value
    best: tuple[float, Segment] | None = None
    for segment, cell in table.cells.items():
        if whole is None or cell.value is None or segment == WHOLE or segment[1] == UNKNOWN:
            continue
        found = _against_the_rest(cell.value, whole)
        if found and found.low > 0 and (best is None or found.value > best[0]):
            best = (found.value, segment)
    return best[1] if best else None


def words_of(segment: Segment) -> tuple[str, ...]:
    """Return the segment without its totals: (role, market), (role,), (market,) or nothing."""
    return tuple(part for part in segment if part != ALL)


def _difference(now: Prevalence, before: Prevalence) -> Change:
    # Who was asked doesn't narrow a comparison (Cochran, Sampling Techniques, 3rd ed., §2.14): even where all have
    # answered, what they happen to write differs from wave to wave.
    estimate = difference_of_shares(now.organisations, now.base, before.organisations, before.base)
    return Change(estimate, more_than_chance(estimate))


def _against_the_rest(cell: Prevalence, whole: Prevalence) -> Estimate | None:
    rest = whole.base - cell.base
    if not cell.base or not rest:
        return None
    return difference_of_shares(
        cell.organisations, cell.base, whole.organisations - cell.organisations, rest, level=CLEARLY
    )
