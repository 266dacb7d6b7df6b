"""Draws a report's pictures as SVG: the map of themes, a share on its interval, a bar of feelings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from analysis.report_feelings import ThemeFeelings
from analysis.report_map import HEIGHT, WIDTH, Circle, Name, laid_out, named, packed
from analysis.result import FoundTheme, ThemingResult
from analysis.sentiment import FeelingBand, feeling_band
from analysis.stats import Interval

BANDS = {
    # band: class of its colour, words
    FeelingBand.VERY_NEGATIVE: ("w3", "very negative"),
    FeelingBand.NEGATIVE: ("w2", "negative"),
    FeelingBand.NEUTRAL: ("m0", "neutral"),
    FeelingBand.POSITIVE: ("c2", "positive"),
    FeelingBand.VERY_POSITIVE: ("c3", "very positive"),
}
NOT_JUDGED = "unknown"
_CHART_WIDTH = 150
_FEEL_WIDTH = 112


@dataclass(frozen=True, slots=True)
class DrawnTheme:
    """A theme on the map: its number, circle, those of its sub-themes, its name where it has room, its colour."""

    number: int
    id: str
    said: str
    circle: Circle
    parts: list[Circle]
    name: Name | None
    colour: str


@dataclass(frozen=True, slots=True)
class ThemeMap:
    """What a map shows, in a space of `width` × `height`."""

    width: float
    height: float
    themes: list[DrawnTheme]


def theme_map(
    result: ThemingResult, themes: Sequence[FoundTheme], feelings: Mapping[str, ThemeFeelings]
) -> ThemeMap | None:
    """Return the map of the themes; None where there are fewer than two, which lie nowhere."""
    if len(themes) < 2:
        return None
    circles = laid_out(np.stack([result.centroid(theme.id) for theme in themes]), [theme.size for theme in themes])
    names = named(circles, [theme.label for theme in themes])
    drawn = [
        DrawnTheme(
            number,
            theme.id,
            f"{number}, {theme.label}: {percent(theme.share)} percent",
            circle,
            packed(circle, [part.size for part in theme.subthemes]) if len(theme.subthemes) > 1 else [],
            name,
            colour_of(feelings.get(theme.id)),
        )
        for number, (theme, circle, name) in enumerate(zip(themes, circles, names, strict=True), start=1)
    ]
    return ThemeMap(WIDTH, HEIGHT, drawn)


def colour_of(feelings: ThemeFeelings | None) -> str:
    """Return the class of the colour in which a theme's mean feeling is shown."""
    return BANDS[feeling_band(feelings.mean)][0] if feelings else NOT_JUDGED


def interval_chart(share: float, interval: Interval, widest: float) -> Markup:
    """Return a dot on its interval, drawn to the widest interval of the page."""
    x, low, high = (round(_CHART_WIDTH * value / widest, 1) for value in (share, interval.low, interval.high))
    said = f"{percent(share)} percent, 95 percent interval {percent(interval.low)} to {percent(interval.high)}"
    return Markup(
        '<svg viewBox="0 0 {w} 18" width="{w}" height="18" role="img" aria-label="{said}">'
        '<rect class="ghost" x="0" y="8" width="{w}" height="2"/>'
        '<line class="iv" x1="{low}" x2="{high}" y1="9" y2="9"/><circle class="dot" cx="{x}" cy="9" r="4.5"/></svg>'
    ).format(w=_CHART_WIDTH, said=said, low=low, high=high, x=x)


def feeling_bar(feelings: ThemeFeelings | None) -> Markup:
    """Return the bar of five colours, or words where nothing could be judged."""
    if feelings is None:
        return Markup('<span class="muted">not judged</span>')
    shares = [(BANDS[band], share) for band, share in feelings.shares.items() if share]
    said = "feeling: " + ", ".join(f"{percent(share)} % {words}" for (_, words), share in shares)
    bars, start = Markup(""), 0.0
    for (colour, _), share in shares:
        bars += Markup('<rect class="{c}" x="{x:.1f}" y="0" width="{w:.1f}" height="11"/>').format(
            c=colour, x=start, w=max(0.0, share * _FEEL_WIDTH - 1)
        )
        start += share * _FEEL_WIDTH
    opening = Markup('<svg class="feel" viewBox="0 0 {w} 11" width="{w}" height="11" role="img" aria-label="{said}">')
    return opening.format(w=_FEEL_WIDTH, said=said) + bars + Markup("</svg>")


def percent(share: float) -> str:
    """Return a share in per cent, with a decimal below ten."""
    return f"{share * 100:.0f}" if share >= 0.1 else f"{share * 100:.1f}"
