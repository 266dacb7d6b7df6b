"""The trend of a theme as the chart takes it, with the sentence that reads it."""

import math
from dataclasses import dataclass

from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.themes import queries
from app.web.charts import TrendLine, TrendPoint
from app.web.formats import percent
from surveys.disclosure import Published


@dataclass(frozen=True)
class ThemeTrend:
    """A line with the top of its scale (0–1), and what it says in a sentence."""

    line: TrendLine
    high: float
    reading: str


def trend_of(theme_id: int, wave: Wave) -> ThemeTrend | None:
    """Return the theme's trend; None where fewer than two waves have a figure to show."""
    points = [
        TrendPoint(label, known.share, known.low, known.high, f"{known.base} organisations")
        if (known := figure.value)
        else TrendPoint(label, None, detail=_hidden(few))
        for label, figure, few in queries.prevalence_trend(theme_id)
    ]
    shown = [point for point in points if point.value is not None]
    if len(shown) < 2:
        return None
    top = max(point.high or 0.0 for point in shown)
    return ThemeTrend(TrendLine(points), math.ceil(top * 5) / 5 or 0.2, _reading(theme_id, wave))


def _hidden(few: Published[queries.Few] | None) -> str:
    known = few.value if few else None
    return f"at most {percent(known.share)} of {known.base} organisations" if known else "hidden"


def _reading(theme_id: int, wave: Wave) -> str:
    unit = "Per cent of organisations that answered."
    before, changed = pulse.previous_wave(wave), queries.change_since_last(theme_id, wave)
    if before is None or changed is None or changed.value is None:
        return unit
    unit += " Those that answered both are compared with themselves." if changed.value.paired else ""
    if not changed.value.clear:
        return f"{unit} The change since {before.label} could be chance."
    turn = "rise" if changed.value.direction == "up" else "fall"
    return f"{unit} The {turn} since {before.label} is more than chance."
