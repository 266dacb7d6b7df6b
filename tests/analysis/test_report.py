"""A theming is written so that people can read it, spreadsheets can't be tricked, and programs can score it."""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.pipeline import fit
from analysis.report import COLUMNS, write_assignments, write_themes, write_theming_report
from analysis.result import Recipe, ThemingResult
from tests.analysis.comments import topical_comments

HOSTILE = "<script>alert('portal')</script> The partner portal is slow & breaks {{ 7*7 }}"
TEXTS = {identifier: text for identifier, text, _ in topical_comments(60)} | {"=cmd|x": HOSTILE, "-17": "n/a"}
TEXTS |= {"+49": "The partner portal is slow today", "@a": "", "-1-1": "The exam is too hard"}


@pytest.fixture(scope="module")
def result() -> ThemingResult:
    return fit(list(TEXTS), list(TEXTS.values()), Recipe(themes=4))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


def test_the_report_shows_every_theme_with_its_share_and_a_voice(result: ThemingResult, tmp_path: Path) -> None:
    write_theming_report(result, TEXTS, tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    for theme in result.themes[:-1]:
        assert f'<h2 id="{theme.id}-name">' in page
        assert str(theme.size) in page
    assert page.count("<blockquote>") >= len(result.themes) - 1
    assert "Comments that say nothing" in page
    assert result.input_digest in page
    read = _Tags()
    read.feed(page)
    assert read.tags.count("h1") == 1
    assert all(address.startswith("#") for address in read.addresses)


def test_a_comment_never_becomes_markup_or_template(tmp_path: Path) -> None:
    texts = {f"c{n}": HOSTILE.replace("slow", word) for n, word in enumerate(["slow", "down", "late", "odd"])}
    result = fit(list(texts), list(texts.values()))
    write_theming_report(result, texts, tmp_path / "report.html", title="<b>Q4</b>")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    read = _Tags()
    read.feed(page)
    assert "script" not in read.tags
    assert "b" not in read.tags
    assert "{{ 7*7 }}" in page


def test_assignments_have_a_row_for_every_id_in_the_agreed_columns(result: ThemingResult, tmp_path: Path) -> None:
    write_assignments(result, tmp_path / "assignments.csv")
    with (tmp_path / "assignments.csv").open(newline="", encoding="utf-8") as handle:
        rows = list(csv.reader(handle))
    assert rows[0] == ["id", "theme_id", "subtheme_id", "rank", "score"] == list(COLUMNS)
    first = {row[0] for row in rows[1:] if row[3] == "1"}
    assert len(first) == len(TEXTS)
    assert set(TEXTS) - first == {"=cmd|x", "@a", "-1-1"}
    assert {"'=cmd|x", "'@a", "'-1-1", "-17", "+49"} <= first
    assert all(row[1] and row[2] for row in rows[1:])


def test_themes_are_stored_without_the_assignments(result: ThemingResult, tmp_path: Path) -> None:
    write_themes(result, tmp_path / "themes.json")
    stored = json.loads((tmp_path / "themes.json").read_text(encoding="utf-8"))
    assert [theme["id"] for theme in stored["themes"]] == [theme.id for theme in result.themes]
    assert "assignments" not in stored
    assert stored["recipe"]["themes"] == 4


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "The portal is slow"}])
def test_small_collections_have_a_report_too(texts: dict[str, str], tmp_path: Path) -> None:
    result = fit(list(texts), list(texts.values()))
    write_theming_report(result, texts, tmp_path / "report.html")
    assert "</html>" in (tmp_path / "report.html").read_text(encoding="utf-8")
