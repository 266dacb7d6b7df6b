"""The first page of those who run the program: is it getting better, and what waits."""

import datetime as dt
from dataclasses import dataclass
from statistics import median
from zoneinfo import ZoneInfo

from app.identity.viewer import Viewer
from app.outcomes import queries as outcomes
from app.proposals.links import Link
from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.reports.queries.chain import chain_of, leading_proposal
from app.shared import clock
from app.themes import queries as themes
from app.themes.models import Theme


@dataclass(frozen=True)
class Overview:
    """What the overview shows besides what waits."""

    greeting: str
    wave: Wave | None
    response: pulse.Response | None
    trend: pulse.QuestionTrend | None
    question: str
    loop_days: int | None
    answered: int
    themes: int
    chain: list[Link]


def overview(viewer: Viewer) -> Overview:
    """Return the overview of the viewer's program."""
    waves = [wave for wave in pulse.waves(viewer.program_id) if wave.state != "draft"]
    newest = waves[0] if waves else None
    trend = _main_trend(pulse.latest_closed_wave(viewer.program_id))
    told = [outcome for outcome in outcomes.outcomes(viewer.program_id) if outcome.told_at is not None]
    followed = _followed_theme(viewer.program_id)
    return Overview(
        greeting=f"{_part_of_day(viewer)}, {viewer.name.split()[0]}",
        wave=newest,
        response=pulse.response(newest) if newest else None,
        trend=trend,
        question=trend.figures[-1].question.title.in_language("en") if trend else "",
        loop_days=_loop_days(viewer.program_id),
        answered=len(told),
        themes=len(themes.themes(viewer.program_id)),
        chain=chain_of(followed) if followed else [],
    )


def _part_of_day(viewer: Viewer) -> str:
    hour = clock.now().astimezone(ZoneInfo(viewer.time_zone)).hour
    return "Good morning" if 4 <= hour < 12 else "Good afternoon" if 12 <= hour < 18 else "Good evening"


def _main_trend(wave: Wave | None) -> pulse.QuestionTrend | None:
    """Return the trend of the first rating question of the latest closed wave."""
    if wave is None:
        return None
    found = pulse.trends(wave)
    return next((found[question.key] for question in pulse.instrument(wave).questions if question.key in found), None)


def _loop_days(program_id: int) -> int | None:
    """Return the median number of days from a wave's end to the first answers told after it."""
    ended = [wave.closed_at for wave in pulse.waves(program_id) if wave.closed_at and not wave.imported]
    told = [outcome.told_at for outcome in outcomes.outcomes(program_id) if outcome.told_at]
    spans: list[dt.timedelta] = []
    for moment in told:
        before = [end for end in ended if end <= moment]
        if before:
            spans.append(moment - max(before))
    return round(median(span.days for span in spans)) if spans else None


def _followed_theme(program_id: int) -> Theme | None:
    """Return the theme that has come farthest round the loop."""
    best: tuple[int, Theme] | None = None
    for theme in themes.themes(program_id):
        proposal = leading_proposal(theme.id)
        if proposal is None:
            continue
        measured = any(row.effect for row in outcomes.effects_of_proposal(proposal))
        score = 2 * measured + (proposal.state == "in_force") + 1
        if best is None or score > best[0]:
            best = (score, theme)
    return best[1] if best else None
