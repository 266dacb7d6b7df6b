"""Writes a theming for people and for programs: a page that stands alone, a table of assignments, and JSON."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.result import FoundSubtheme, FoundTheme, ThemingResult
from analysis.stats import Interval, wilson_interval
from analysis.text import clean

COLUMNS = ("id", "theme_id", "subtheme_id", "rank", "score")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_QUOTE = 400
_CHART_WIDTH = 150


def write_theming_report(
    result: ThemingResult, texts_by_id: Mapping[str, str], path: Path, *, title: str = "What comments say"
) -> None:
    """Write one HTML page that needs nothing else: themes with share, interval, keywords, quotes and sub-themes.

    texts_by_id: the masked comments; every exemplar must be among them (KeyError otherwise).
    """
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
    templates.filters |= {"percent": _percent, "number": "{:,}".format}
    style, _, _ = templates.loader.get_source(templates, "theming_report.css")  # type: ignore[union-attr]
    themes = [theme for theme in result.themes if not theme.is_non_answers]
    silent = next((theme for theme in result.themes if theme.is_non_answers), None)
    widest = max((wilson_interval(theme.size, result.comments).high for theme in themes), default=1.0)
    page = templates.get_template("theming_report.html").render(
        title=title,
        lead=_lead(result, themes),
        style=Markup(style),  # noqa: S704 - our own file, read from beside this one
        comments=result.comments,
        themes=[_shown_theme(theme, result.comments, texts_by_id, widest) for theme in themes],
        silent=silent,
        recipe=_recipe_rows(result),
    )
    path.write_text(page, encoding="utf-8")


def write_assignments(result: ThemingResult, path: Path) -> None:
    """Write assignments.csv: a row of rank 1 for every comment, a row of rank 2 where there is a second theme.

    An id that a spreadsheet would take for a formula gets an apostrophe before it; a plain number stays as it is.
    """
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(COLUMNS)
        for assignment in result.assignments:
            cells = (assignment.id, assignment.theme_id, assignment.subtheme_id)
            writer.writerow([*map(_as_text, cells), assignment.rank, f"{assignment.score:.4f}"])


def write_themes(result: ThemingResult, path: Path) -> None:
    """Write themes.json: the result without the assignments, which have their own file."""
    stored = result.to_json()
    del stored["assignments"]
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _as_text(cell: str) -> str:
    if not cell.startswith(_FORMULA_STARTS) or _is_plain_number(cell):
        return cell
    return f"'{cell}"


def _is_plain_number(cell: str) -> bool:
    sign, digits = cell[:1], cell[1:]
    return sign in "+-" and digits.replace(".", "", 1).isascii() and digits.replace(".", "", 1).isdigit()


def _lead(result: ThemingResult, themes: list[FoundTheme]) -> str:
    if not themes:
        return f"{result.comments:,} comments, none of which names a theme."
    subthemes = sum(len(theme.subthemes) for theme in themes)
    within = f", with {subthemes:,} sub-themes in them" if subthemes > len(themes) else ""
    first = themes[0]
    theme_word = "theme" if len(themes) == 1 else "themes"
    return (
        f"{result.comments:,} comments fall into {len(themes)} {theme_word}{within}. "
        f"The largest, “{first.label}”, holds {_percent(first.share)} %."
    )


def _shown_theme(theme: FoundTheme, comments: int, texts_by_id: Mapping[str, str], widest: float) -> dict[str, Any]:
    interval = wilson_interval(theme.size, comments)
    return {
        "id": theme.id,
        "label": theme.label,
        "size": theme.size,
        "share": theme.share,
        "interval": interval,
        "chart": _chart(theme.share, interval, widest),
        "keywords": theme.keywords,
        "quotes": _quotes(theme, texts_by_id),
        "subthemes": [
            {"label": sub.label, "size": sub.size, "quotes": _quotes(sub, texts_by_id)} for sub in theme.subthemes
        ],
    }


def _quotes(theme: FoundTheme | FoundSubtheme, texts_by_id: Mapping[str, str]) -> list[str]:
    return [_shortened(clean(texts_by_id[identifier])) for identifier in theme.exemplars]


def _shortened(text: str) -> str:
    """Return a text cut at a word, with an ellipsis, where it is too long to be quoted whole."""
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _chart(share: float, interval: Interval, widest: float) -> Markup:
    """Return a dot on its interval as SVG, drawn to the widest interval of the page."""
    x, low, high = (round(_CHART_WIDTH * value / widest, 1) for value in (share, interval.low, interval.high))
    said = f"{_percent(share)} percent, 95 percent interval {_percent(interval.low)} to {_percent(interval.high)}"
    return Markup(
        '<svg viewBox="0 0 {w} 18" width="{w}" height="18" role="img" aria-label="{said}">'
        '<rect class="ghost" x="0" y="8" width="{w}" height="2"/>'
        '<line class="iv" x1="{low}" x2="{high}" y1="9" y2="9"/><circle class="dot" cx="{x}" cy="9" r="4.5"/></svg>'
    ).format(w=_CHART_WIDTH, said=said, low=low, high=high, x=x)


def _recipe_rows(result: ThemingResult) -> list[tuple[str, str]]:
    asked = str(result.recipe.themes) if result.recipe.themes else "as many as half the root of the comments, 3–40"
    how = {"fast": "a sample of sentences read, the rest predicted", "semantic": "every sentence read"}
    rows = [
        ("Way", f"{result.mode}: {how[result.mode]}"),
        ("Seed", str(result.recipe.seed)),
        ("Themes asked for", asked),
    ]
    rows += [("Comments' digest", result.input_digest)]
    return rows + [(name, version) for name, version in result.versions.items()]


def _percent(share: float) -> str:
    """Return a share in per cent, with a decimal below ten."""
    return f"{share * 100:.0f}" if share >= 0.1 else f"{share * 100:.1f}"
