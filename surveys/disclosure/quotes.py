"""The gate for quotes: which texts of a theme may be shown, and what may be said about who wrote them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from surveys.disclosure.boxes import ALL
from surveys.disclosure.published import Published, combine
from surveys.disclosure.table import UNKNOWN, WHOLE, PublishedTable, Segment
from surveys.disclosure.tally import Contribution

QUOTES_PER_ORGANISATION = 2


@dataclass(frozen=True, slots=True)
class QuoteCandidate:
    """One masked comment on a theme, with the roles (first the one to name) and the market of its partner."""

    contribution: Contribution
    text: str
    roles: tuple[str, ...] = ()
    market: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Quote:
    """A text and what is said of its writer: (role, market), (role,) or nothing."""

    text: str
    attribution: tuple[str, ...]


def publish_quotes(
    candidates: Sequence[QuoteCandidate], *, most: int, segments: PublishedTable[Any]
) -> Published[tuple[Quote, ...]]:
    """Return up to `most` quotes of a theme in the order given, at most two of one organisation in any mode.

    `segments` is the theme's published table of shares. The quotes are hidden with its whole. A role and market are
    named only where that segment shows, so k organisations of the theme are in it; else the role alone, else
    nothing. Order the candidates by how typical they are, never by time: the order is seen.
    """
    taken: Counter[str] = Counter()
    quotes: list[Quote] = []
    for candidate in candidates:
        organisation = candidate.contribution.organisation
        if len(quotes) < most and taken[organisation] < QUOTES_PER_ORGANISATION:
            taken[organisation] += 1
            segment = next((s for s in _segments(candidate) if segments.shows(s)), WHOLE)
            quotes.append(Quote(candidate.text, tuple(part for part in segment if part != ALL)))
    return combine(lambda _whole: tuple(quotes), segments.whole)


def _segments(candidate: QuoteCandidate) -> Iterator[Segment]:
    """Yield the segments that describe the writer, the narrowest first."""
    if candidate.market != UNKNOWN:
        yield from ((role, candidate.market) for role in candidate.roles)
    yield from ((role, ALL) for role in candidate.roles)
