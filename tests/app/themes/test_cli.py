"""`./parley themes fit` on people's files."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import parley
from tests.theme_makers import fake_fit

GROUPS = {"Exams": {"Exams": "exam"}, "Portal": {"Portal": "portal"}}


@pytest.fixture
def fitted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    recipes: list[Any] = []

    def fit(ids: list[str], texts: list[str], recipe: Any, **_: Any) -> Any:
        recipes.append(recipe)
        return fake_fit(GROUPS, ids, texts)

    monkeypatch.setattr("analysis.pipeline.fit", fit)
    return recipes


def run(folder: Path, content: str | bytes, *options: str) -> Result:
    path = folder / "comments.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return CliRunner().invoke(parley, ["themes", "fit", str(path), "--out", str(folder / "out"), *options])


def test_every_id_has_a_row_in_its_order_of_ids_and_the_report_masks_people(tmp_path: Path, fitted: list[Any]) -> None:
    comments = 'key,said\na,the exam\nb,\nc,"the portal, ask jo@firm.test"\nd,exam again\n'
    result = run(
        tmp_path, comments, "--text", "said", "--id", "key", "--seed", "7", "--themes", "2", "--fast", "--json"
    )
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout)
    assert (summary["comments"], summary["themes"], summary["non_answers"]) == (4, 2, 1)
    rows = list(csv.DictReader((tmp_path / "out" / "assignments.csv").open(encoding="utf-8")))
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]
    assert list(rows[0]) == ["id", "theme_id", "subtheme_id", "rank", "score"]
    assert json.loads((tmp_path / "out" / "themes.json").read_text())["themes"][0]["label"] == "Exams"
    report = (tmp_path / "out" / "report.html").read_text()
    assert "the exam" in report
    assert "jo@firm.test" not in report
    assert [(one.mode, one.seed, one.themes) for one in fitted] == [("fast", 7, 2)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["comments.csv", "out"]


def test_rows_are_numbered_where_there_is_no_id_column(tmp_path: Path, fitted: list[Any]) -> None:
    assert run(tmp_path, "said\nthe exam\nthe portal\n", "--text", "said").exit_code == 0
    rows = list(csv.DictReader((tmp_path / "out" / "assignments.csv").open(encoding="utf-8")))
    assert [row["id"] for row in rows] == ["1", "2"]


def test_a_folder_that_is_there_keeps_its_other_files(tmp_path: Path, fitted: list[Any]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("keep")
    (tmp_path / "out" / "themes.json").write_text("old")
    assert run(tmp_path, "said\nthe exam\n", "--text", "said").exit_code == 0
    assert (tmp_path / "out" / "mine.txt").read_text() == "keep"
    assert json.loads((tmp_path / "out" / "themes.json").read_text())["comments"] == 1


@pytest.mark.parametrize(
    ("content", "reason", "line", "column"),
    [
        ("id,said\n1,a\n1,b\n", "duplicate_id", 3, "id"),
        ("id,said\n1,a\n,b\n", "missing_id", 3, "id"),
        ("id,text\n1,a\n", "missing_column", 1, "said"),
        ("number,said\n1,a\n", "missing_column", 1, "id"),
        ("", "empty_file", 1, None),
        ("id,said\n", "empty_file", 1, None),
        (b"%PDF-1.4 nothing", "unknown_format", 1, None),
    ],
)
def test_a_bad_file_is_refused_with_the_place_and_nothing_is_written(
    tmp_path: Path, fitted: list[Any], content: str | bytes, reason: str, line: int, column: str | None
) -> None:
    result = run(tmp_path, content, "--text", "said", "--id", "id", "--json")
    assert result.exit_code == 2
    (fault,) = json.loads(result.stdout)["rejected"]
    assert (fault["reason"], fault["line"], fault["column"]) == (reason, line, column)
    assert fault["message"]
    assert fault["message"] in result.stderr
    assert not (tmp_path / "out").exists()
    assert fitted == []


def test_fast_and_semantic_exclude_each_other(tmp_path: Path) -> None:
    assert run(tmp_path, "said\nx\n", "--text", "said", "--fast", "--semantic").exit_code == 2


def test_a_real_fit_is_the_same_twice(tmp_path: Path) -> None:
    said = [f"the exam {n} costs us a week" for n in range(12)] + [f"portal search {n} finds nothing" for n in range(9)]
    content = "said\n" + "\n".join(said) + "\n"
    written = []
    for _ in range(2):
        assert run(tmp_path, content, "--text", "said").exit_code == 0
        written.append({path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()})
    assert written[0] == written[1]
