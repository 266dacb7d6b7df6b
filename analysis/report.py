"""Writes a theming for people and for programs: a page that stands alone, a table of assignments, and JSON."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.report_drawing import BANDS, NOT_JUDGED, percent, theme_map
from analysis.report_feelings import MOST_JUDGED, ThemeFeelings
from analysis.report_quality import fits
from analysis.report_themes import shown_themes
from analysis.result import FoundTheme, ThemingResult

COLUMNS = ("id", "theme_id", "subtheme_id", "rank", "score")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_theming_report(
    result: ThemingResult,
    texts_by_id: Mapping[str, str],
    path: Path,
    *,
    title: str = "What comments say",
    feelings: Mapping[str, ThemeFeelings] | None = None,
) -> None:
    """Write one HTML page that needs nothing else: a map, and themes with share, feeling, quotes and sub-themes.

    texts_by_id: the masked comments; every exemplar must be among them (KeyError otherwise). feelings: of
    `feelings_of_themes`; a theme without them is said not to be judged.
    """
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"percent": percent, "number": "{:,}".format}
    style, _, _ = templates.loader.get_source(templates, "theming_report.css")  # type: ignore[union-attr]
    themes = [theme for theme in result.themes if not theme.is_non_answers]
    page = templates.get_template("theming_report.html").render(
        title=title,
        lead=_lead(result, themes),
        style=Markup(style),  # noqa: S704 - our own file, read from beside this one
        comments=result.comments,
        map=theme_map(result, themes, feelings or {}),
        bands=[*BANDS.values(), (NOT_JUDGED, "not judged")],
        themes=shown_themes(result, themes, texts_by_id, feelings or {}),
        silent=next((theme for theme in result.themes if theme.is_non_answers), None),
        fit=fits(result).get(""),
        most_judged=MOST_JUDGED,
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
        f"The largest, “{first.label}”, holds {percent(first.share)} %."
    )


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
