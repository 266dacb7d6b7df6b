"""The quotes of a wave whose writers' role or market may be told: the same that the pages of themes show."""

from dataclasses import dataclass

from app.pulse.models import Wave
from app.themes.core.searching import Search, Term, marked_parts
from app.themes.models import Theme
from app.themes.queries.codebook import themes
from app.themes.queries.figures import SaidQuote, quotes
from app.themes.queries.search_ground import ground_of


@dataclass(frozen=True)
class SegmentQuote:
    """A published quote with the theme that it is on, its text in parts, marked where it holds what was wanted."""

    theme: Theme
    quote: SaidQuote
    parts: list[tuple[str, bool]]


def segment_quotes(
    wave: Wave, search: Search, *, role: str = "", market: str = "", theme_id: int | None = None
) -> list[SegmentQuote]:
    """Return the published quotes said of this role and market that hold the words.

    Words and filters choose among quotes that are fixed for the wave, so no choice tells more of a writer than the
    pages of the themes do.
    """
    shown = ground_of(wave).theme_ids & ({theme_id} if theme_id is not None else ground_of(wave).theme_ids)
    wanted = {part for part in (role, market) if part}
    found = []
    for theme in themes(wave.program_id):
        said = quotes(theme.id, wave).value if theme.id in shown else None
        for quote in said or ():
            if wanted <= set(quote.attribution) and _holds(quote.text, search):
                found.append(SegmentQuote(theme, quote, marked_parts(quote.text, search)))
    return found


def _holds(text: str, search: Search) -> bool:
    return all(_is_in(text, term) for term in search.wanted) and not any(_is_in(text, term) for term in search.unwanted)


def _is_in(text: str, term: Term) -> bool:
    return any(is_hit for _, is_hit in marked_parts(text, Search((term,))))
