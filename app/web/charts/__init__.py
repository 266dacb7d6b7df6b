"""Places of the shapes in charts: values in, coordinates out; the macros of `components/charts.html` draw them."""

from app.web.charts.tracks import FeelingPart, IntervalGeometry, feeling_geometry, interval_geometry
from app.web.charts.trend import TrendBreak, TrendGeometry, TrendLine, TrendPoint, scale_of, trend

__all__ = [
    "FeelingPart",
    "IntervalGeometry",
    "TrendBreak",
    "TrendGeometry",
    "TrendLine",
    "TrendPoint",
    "feeling_geometry",
    "interval_geometry",
    "scale_of",
    "trend",
]
