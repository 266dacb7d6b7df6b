"""Where a theme stands out: the segments whose share differs from all others', computed from published cells only."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from analysis.stats import Estimate, discoveries
from app.themes.core.changes import Raisers, compare
from app.themes.core.segments import WHOLE, Prevalence
from surveys.disclosure import ALL, UNKNOWN, PublishedTable, Segment

K = TypeVar("K", bound=Hashable)


def differing(tables: Mapping[K, PublishedTable[Prevalence]]) -> dict[K, dict[Segment, Estimate]]:
    """Return the segments of each theme whose share differs from that of all others together, and by how much.

    Only shown cells are looked at, and the rest is the shown whole less the shown cell. Segments and themes are judged
    together, so that of the differences returned at most 5 % are chance.
    """
    found = [
        (key, segment, *compared)
        for key, table in tables.items()
        for segment in table.cells
        if (compared := _against_the_rest(table, segment)) is not None
    ]
    differing: dict[K, dict[Segment, Estimate]] = {key: {} for key in tables}
    for (key, segment, estimate, _), believed in zip(found, discoveries([one[3] for one in found]), strict=True):
        if believed:
            differing[key][segment] = estimate
    return differing


def stands_out(differences: Mapping[Segment, Estimate]) -> Segment | None:
    """Return the segment that raises the theme most above all others; None if none does."""
    above = {segment: estimate.value for segment, estimate in differences.items() if estimate.value > 0}
    return max(above, key=lambda segment: above[segment]) if above else None


def words_of(segment: Segment) -> tuple[str, ...]:
    """Return the segment without its totals: (role, market), (role,), (market,) or nothing."""
    return tuple(part for part in segment if part != ALL)


def _against_the_rest(table: PublishedTable[Prevalence], segment: Segment) -> tuple[Estimate, float] | None:
    whole, cell = table.whole.value, table.cells[segment].value
    if whole is None or cell is None or segment == WHOLE or segment[1] == UNKNOWN:
        return None
    rest, others = whole.base - cell.base, whole.organisations - cell.organisations
    if not cell.base or not rest:
        return None
    return compare(Raisers(cell.organisations, cell.organisations, cell.base), Raisers(others, others, rest))
