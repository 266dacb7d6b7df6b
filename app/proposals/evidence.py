"""Gathers what the cited themes show, through the disclosure gate, in the form in which a proposal freezes it."""

from typing import Any

from app.proposals import queries
from app.proposals.models import Proposal
from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.themes import queries as themes
from app.themes.models import Theme
from surveys.disclosure import ALL, Published

MOST_QUOTES = 3


def gather(proposal: Proposal) -> dict[str, Any]:
    """Return the evidence of all cited themes in the wave that closed last, as JSON can hold it."""
    wave = pulse.latest_closed_wave(proposal.program_id)
    cited = [themes.theme_by_id(citation.theme_id) for citation in queries.citations(proposal.id)]
    return {
        "codebook": themes.codebook_number(proposal.program_id),
        "wave": {"id": wave.public_id, "name": pulse.wave_name(wave), "label": wave.label, "k": wave.k}
        if wave
        else None,
        "themes": [_theme(theme, wave) for theme in cited],
    }


def _theme(theme: Theme, wave: Wave | None) -> dict[str, Any]:
    said = {"id": theme.public_id, "name": theme.name, "definition": theme.definition}
    if wave is None:
        return {**said, "share": None, "segments": [], "quotes": []}
    table = themes.segment_table(theme.id, wave)
    segments = [
        {"role": role if role != ALL else "", "market": market if market != ALL else "", **_figure(cell, wave.k)}
        for (role, market), cell in table.cells.items()
        if (role, market) != (ALL, ALL)
    ]
    quotes = themes.quotes(theme.id, wave, most=MOST_QUOTES)
    return {
        **said,
        "share": _figure(table.whole, wave.k),
        "segments": segments,
        "quotes": [
            {"text": quote.text, "who": list(quote.attribution), "language": quote.language}
            for quote in quotes.value or ()
        ],
    }


def _figure(figure: Published[Any], k: int) -> dict[str, Any]:
    """Return the share with its interval, or the reason why it is hidden."""
    if figure.value is None:
        return {"hidden": figure.reason_text(k)}
    value = figure.value
    return {"share": value.share, "low": value.low, "high": value.high, "base": value.base, "complete": value.complete}
