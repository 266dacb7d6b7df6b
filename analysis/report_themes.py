"""Puts together what a report shows of each theme."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analysis.report_drawing import feeling_bar, interval_chart
from analysis.report_feelings import ThemeFeelings
from analysis.report_map import nearest_theme
from analysis.report_quality import fits
from analysis.result import FoundSubtheme, FoundTheme, ThemingResult
from analysis.stats import wilson_interval
from analysis.text import clean

_LONGEST_QUOTE = 400


def shown_themes(
    result: ThemingResult,
    themes: Sequence[FoundTheme],
    texts_by_id: Mapping[str, str],
    feelings: Mapping[str, ThemeFeelings],
) -> list[dict[str, Any]]:
    """Return the values that the template shows of each theme, numbered from 1 as on the map."""
    if not themes:
        return []
    intervals = [wilson_interval(theme.size, result.comments) for theme in themes]
    widest = max(interval.high for interval in intervals)
    nearest = nearest_theme(np.stack([result.centroid(theme.id) for theme in themes]))
    fit_of = fits(result)
    return [
        {
            "number": number,
            "id": theme.id,
            "label": theme.label,
            "size": theme.size,
            "share": theme.share,
            "interval": interval,
            "chart": interval_chart(theme.share, interval, widest),
            "feelings": feelings.get(theme.id),
            "feeling_bar": feeling_bar(feelings.get(theme.id)),
            "fit": fit_of.get(theme.id),
            "nearest": None if near is None else themes[near],
            "keywords": theme.keywords,
            "quotes": _quotes(theme, texts_by_id),
            "subthemes": [_shown_subtheme(part, theme.size, texts_by_id) for part in theme.subthemes],
        }
        for number, (theme, interval, near) in enumerate(zip(themes, intervals, nearest, strict=True), start=1)
    ]


def _shown_subtheme(part: FoundSubtheme, whole: int, texts_by_id: Mapping[str, str]) -> dict[str, Any]:
    share = part.size / max(1, whole)
    return {"label": part.label, "size": part.size, "share": share, "quotes": _quotes(part, texts_by_id)}


def _quotes(theme: FoundTheme | FoundSubtheme, texts_by_id: Mapping[str, str]) -> list[str]:
    return [_shortened(clean(texts_by_id[identifier])) for identifier in theme.exemplars]


def _shortened(text: str) -> str:
    """Return a text cut at a word, with an ellipsis, where it is too long to be quoted whole."""
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
