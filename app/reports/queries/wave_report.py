"""One wave on one page: response, figures, themes with what partners said."""

from dataclasses import dataclass

from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.themes import queries as themes
from app.themes.core.segments import Prevalence
from app.themes.queries.groups import UnnamedGroup, unnamed_groups
from surveys.disclosure import Published


@dataclass(frozen=True)
class ReportedTheme:
    """A theme that people named, with its share and quotes."""

    name: str
    definition: str
    share: Published[Prevalence]
    quotes: Published[tuple[themes.SaidQuote, ...]]


@dataclass(frozen=True)
class WaveReport:
    """What the report of a wave shows; every figure has passed the gate."""

    wave: Wave
    response: pulse.Response
    facts: pulse.WaveFacts
    trends: dict[str, pulse.QuestionTrend]
    themes: list[ReportedTheme]
    groups: list[UnnamedGroup]
    """What the machine found and nobody has named yet."""


def wave_report(wave: Wave, *, quotes: int = 3) -> WaveReport:
    """Return the report of a wave."""
    facts = pulse.facts(wave)
    named = [
        ReportedTheme(row.theme.name, row.theme.definition, row.prevalence, themes.quotes(row.theme.id, wave, quotes))
        for row in themes.theme_rows(wave.program_id, wave)
        if row.prevalence is not None and row.prevalence.value is not None and row.prevalence.value.organisations
    ]
    groups = unnamed_groups(wave, quotes)
    return WaveReport(wave, pulse.response(wave), facts, pulse.trends(wave, facts), named, groups)
