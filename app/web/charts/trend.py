"""Where the lines, bands, dots and labels of a trend lie: values in, coordinates of a view box out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

MOST_LINES = 3
_LABEL_GAP = 20.0
_LETTER_WIDTH = 9.0


@dataclass(frozen=True)
class TrendPoint:
    """One wave or period: its label, the value with its interval, and who stands behind it; no value = a gap."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    detail: str = ""


@dataclass(frozen=True)
class TrendLine:
    """One line of a trend; all lines of a chart have the same labels in the same order."""

    points: Sequence[TrendPoint]
    name: str = ""


@dataclass(frozen=True)
class TrendBreak:
    """Where values stop being comparable: the index of the first point after it, and why, in words."""

    at: int
    reason: str


@dataclass(frozen=True)
class Mark:
    """A text or shape at a place; `minor` marks may be left out where there is little room."""

    x: float
    y: float
    text: str = ""
    minor: bool = False


@dataclass(frozen=True)
class Tick:
    """A horizontal line of the scale."""

    y: float
    value: float


@dataclass(frozen=True)
class LineGeometry:
    """A line between breaks and gaps, its bands, its dots, and its last value with the place of the label."""

    strokes: list[str]
    bands: list[str]
    dots: list[Mark]
    name: str
    last: float | None
    label_x: float
    label_y: float


@dataclass(frozen=True)
class TrendGeometry:
    """Everything that a trend chart draws, in the units of its view box."""

    width: float
    height: float
    axis_start: float
    axis_end: float
    ticks: list[Tick]
    labels: list[Mark]
    breaks: list[Mark]
    lines: list[LineGeometry]


@dataclass(frozen=True)
class _Plot:
    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    count: int

    def x(self, index: float) -> float:
        step = (self.right - self.left) / max(self.count - 1, 1)
        return round(self.left + step * index, 1) if self.count > 1 else (self.left + self.right) / 2

    def y(self, value: float) -> float:
        part = min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)
        return round(self.bottom - part * (self.bottom - self.top), 1)


def scale_of(lines: Sequence[TrendLine], low: float, high: float) -> tuple[float, float]:
    """Return the part of a scale to draw: all of it, or from two fifths where everything lies in its upper half.

    Small differences stay visible, and the upper end always shows how much room is left.
    """
    seen = [value for line in lines for point in line.points for value in (point.value, point.low) if value is not None]
    start = low + (high - low) * 0.4
    upper_half = bool(seen) and min(seen) >= (low + high) / 2
    return (start if upper_half and start == int(start) else low), high


def trend(
    lines: Sequence[TrendLine],
    *,
    low: float,
    high: float,
    width: float = 560,
    height: float = 208,
    breaks: Sequence[TrendBreak] = (),
) -> TrendGeometry:
    """Return the geometry of one to three lines on a scale from `low` to `high`; values beyond it lie at its edge.

    Raises ValueError for no or more than three lines, lines of different length, or an empty scale.
    """
    if not 1 <= len(lines) <= MOST_LINES:
        raise ValueError(f"A trend shows one to {MOST_LINES} lines, not {len(lines)}.")
    if len({len(line.points) for line in lines}) != 1 or not lines[0].points:
        raise ValueError("The lines of a trend have the same points, at least one.")
    if high <= low:
        raise ValueError("The scale of a trend runs from low to high.")
    longest = max(len(line.name) for line in lines)
    room = 62 + min(longest * _LETTER_WIDTH, width * 0.35)
    plot = _Plot(52, width - room, 16, height - 40, low, high, len(lines[0].points))
    return TrendGeometry(
        width=width,
        height=height,
        axis_start=plot.left,
        axis_end=plot.right,
        ticks=[Tick(plot.y(value), value) for value in (low, (low + high) / 2, high)],
        labels=_labels(plot, [point.label for point in lines[0].points], height),
        breaks=[Mark(plot.x(mark.at - 0.5), plot.top, mark.reason) for mark in breaks],
        lines=_spread([_line(plot, line, {mark.at for mark in breaks}) for line in lines]),
    )


def _labels(plot: _Plot, texts: Sequence[str], height: float) -> list[Mark]:
    """Return the labels below the scale, thinned from the last one back so that they don't run into each other."""
    step = ceil(len(texts) / 10)
    kept = [index for index in range(len(texts)) if (len(texts) - 1 - index) % step == 0]
    crowded = len(kept) > 5
    return [
        Mark(plot.x(index), height - 6, texts[index], minor=crowded and (len(kept) - 1 - place) % 2 == 1)
        for place, index in enumerate(kept)
    ]


def _line(plot: _Plot, line: TrendLine, starts: set[int]) -> LineGeometry:
    runs = _runs(line.points, starts)
    seen = [(index, point.value) for run in runs for index, point in run if point.value is not None]
    last = seen[-1] if seen else None
    return LineGeometry(
        strokes=[_stroke(plot, run) for run in runs if len(run) > 1],
        bands=[band for run in runs if (band := _band(plot, run))],
        dots=[Mark(plot.x(index), plot.y(value)) for index, value in seen],
        name=line.name,
        last=last[1] if last else None,
        label_x=(plot.x(last[0]) if last else plot.right) + 11,
        label_y=(plot.y(last[1]) if last else plot.top) + 5,
    )


def _runs(points: Sequence[TrendPoint], starts: set[int]) -> list[list[tuple[int, TrendPoint]]]:
    """Return the stretches of points that may be joined: they end before a gap and before a break."""
    runs: list[list[tuple[int, TrendPoint]]] = [[]]
    for index, point in enumerate(points):
        if index in starts or point.value is None:
            runs.append([])
        if point.value is not None:
            runs[-1].append((index, point))
    return [run for run in runs if run]


def _stroke(plot: _Plot, run: Sequence[tuple[int, TrendPoint]]) -> str:
    return " ".join(f"{plot.x(index)},{plot.y(point.value)}" for index, point in run if point.value is not None)


def _band(plot: _Plot, run: Sequence[tuple[int, TrendPoint]]) -> str:
    ends = [(i, p.low, p.high) for i, p in run if p.low is not None and p.high is not None]
    if len(ends) < 2:
        return ""
    upper = [f"{plot.x(index)},{plot.y(high)}" for index, _, high in ends]
    lower = [f"{plot.x(index)},{plot.y(low)}" for index, low, _ in reversed(ends)]
    return " ".join(upper + lower)


def _spread(lines: Sequence[LineGeometry]) -> list[LineGeometry]:
    """Return the lines with their end labels moved apart, upwards from the lowest, keeping their order."""
    placed: dict[int, float] = {}
    ceiling = float("inf")
    for index in sorted(range(len(lines)), key=lambda i: -lines[i].label_y):
        ceiling = placed[index] = min(lines[index].label_y, ceiling - _LABEL_GAP)
    return [
        LineGeometry(line.strokes, line.bands, line.dots, line.name, line.last, line.label_x, round(placed[index], 1))
        for index, line in enumerate(lines)
    ]
