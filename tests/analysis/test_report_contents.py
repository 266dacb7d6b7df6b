"""What a report tells of each theme: how it feels, how well its comments fit, where it lies; bounded in size."""

import dataclasses
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.report import write_theming_report
from analysis.report_feelings import MOST_JUDGED, feelings_of_themes
from analysis.report_quality import fits
from analysis.result import Assignment, FoundTheme, ThemingResult
from tests.theme_makers import fake_fit

GROUPS = {"Exams <b>": {"Fee": "fee", "Time": "days"}, "Portal": {"Portal": "portal"}}
PRAISE, WORRY = "The portal is great and I love it", "The exam fee is awful and the exam takes days"


def made(count: int = 30) -> tuple[ThemingResult, dict[str, str]]:
    texts = {f"p{n}": f"{PRAISE} {n}" for n in range(count)} | {f"f{n}": f"Terrible fee {n}" for n in range(count // 2)}
    texts |= {f"d{n}": f"It takes horrible days {n}" for n in range(count // 3)} | {"n": "n/a"}
    return fake_fit(GROUPS, list(texts), list(texts.values())), texts


def page_of(result: ThemingResult, texts: dict[str, str], folder: Path) -> str:
    feelings = feelings_of_themes(result, texts.__getitem__)
    write_theming_report(result, texts, folder / "report.html", feelings=feelings)
    return (folder / "report.html").read_text(encoding="utf-8")


def test_feelings_are_those_of_the_comments_and_never_of_more_than_are_drawn() -> None:
    result, texts = made(2 * MOST_JUDGED)
    asked: list[str] = []
    found = feelings_of_themes(result, lambda one: asked.append(one) or texts[one])
    assert found["t02"].mean > 0.5 > -0.3 > found["t01"].mean
    assert sum(found["t01"].shares.values()) == pytest.approx(1)
    assert found["t02"].judged == MOST_JUDGED
    assert len(asked) == 2 * MOST_JUDGED
    assert "n" not in asked
    assert feelings_of_themes(result, texts.__getitem__) == found


def test_the_map_links_each_theme_and_says_the_same_in_a_table(tmp_path: Path) -> None:
    page = page_of(*made(), tmp_path)
    svg = page[page.index('<svg class="map"') : page.index('<ul class="key"')]
    assert re.findall(r'<a href="#(\w+)"', svg) == ["t01", "t02"]
    assert len(re.findall(r'<circle class="part w', svg)) == 2
    assert 'class="theme c' in svg
    assert "Exams &lt;b&gt;" in svg
    assert "The map as a table" in page
    assert "<b>" not in page


def test_the_fit_counts_what_carries_a_theme_and_what_touches_another() -> None:
    result, _ = made()
    other = Assignment("p3", "t01", "t01.1", 2, 0.7)
    ranked = tuple(sorted([*result.assignments, other], key=lambda one: (one.id, one.rank)))
    found = fits(dataclasses.replace(result, assignments=ranked))
    assert found[""].themed == result.comments - 1
    assert found["t02"].with_another == 1 / 30
    assert found["t01"].with_another == 0
    assert found["t01"].closeness == 0.8
    assert found[""].loose is None


def test_comments_that_hardly_fit_are_counted_where_the_engine_tells_them() -> None:
    result, _ = made()
    told = [SimpleNamespace(theme_id="t01", loose=3), SimpleNamespace(theme_id="t02", loose=1)]
    found = fits(SimpleNamespace(themes=result.themes, assignments=result.assignments, quality=told))
    assert (found[""].loose, found["t01"].loose, found["t02"].loose) == (4, 3, 1)


def test_a_report_does_not_grow_with_the_comments(tmp_path: Path) -> None:
    few, many = (len(page_of(*made(count), tmp_path)) for count in (60, 6_000))
    assert many < few * 1.1


def test_a_theme_whose_language_cannot_be_judged_says_so(tmp_path: Path) -> None:
    texts = {f"j{n}": f"ポータルが遅いです portal {n}" for n in range(9)}
    page = page_of(fake_fit({"Portal": {"Portal": "portal"}}, list(texts), list(texts.values())), texts, tmp_path)
    assert "not judged</span>" in page


def test_a_report_of_one_theme_or_none_has_no_map(tmp_path: Path) -> None:
    for groups in ({"Portal": {"Portal": "portal"}}, {}):
        result = fake_fit(groups, ["a"], [PRAISE])
        themes: tuple[FoundTheme, ...] = result.themes if groups else result.themes[-1:]
        page = page_of(dataclasses.replace(result, themes=themes), {"a": PRAISE}, tmp_path)
        assert 'id="map"' not in page
        assert "</html>" in page
