"""`./parley themes code` on people's files and codebooks."""

import csv
import json
from pathlib import Path

from click.testing import CliRunner, Result

from analysis.coding.codebook_file import CodebookFile, CodedTheme, codebook_text
from app.cli import parley

EXAMS = tuple(f"The certification exam {n} is too hard for our engineers" for n in range(16))
PORTAL = tuple(f"The partner portal {n} is slow and its pages do not load" for n in range(16))
BOOK = CodebookFile(
    1,
    "northwind",
    4,
    (
        CodedTheme("exams", "Certification exams", "Exams are hard.", examples=EXAMS),
        CodedTheme("portal", "Slow portal", "The portal is slow.", examples=PORTAL),
    ),
)
COMMENTS = "key,said\na,our engineers find the certification exam too hard\nb,n/a\nc,the partner portal is slow again\n"


def run(folder: Path, comments: str, book: str, *options: str) -> Result:
    (folder / "comments.csv").write_text(comments, encoding="utf-8")
    (folder / "book.json").write_text(book, encoding="utf-8")
    files = [str(folder / "comments.csv"), "--codebook", str(folder / "book.json"), "--out", str(folder / "out")]
    return CliRunner().invoke(parley, ["themes", "code", *files, *options])


def test_every_id_has_a_row_with_its_theme_and_what_says_nothing_has_none(tmp_path: Path) -> None:
    result = run(tmp_path, COMMENTS, codebook_text(BOOK), "--text", "said", "--id", "key", "--json")
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout)
    assert (summary["comments"], summary["coded"], summary["non_answers"]) == (3, 2, 1)
    rows = list(csv.DictReader((tmp_path / "out" / "assignments.csv").open(encoding="utf-8")))
    first = {row["id"]: row["theme_id"] for row in rows if row["rank"] == "1"}
    assert first == {"a": "exams", "b": "", "c": "portal"}
    assert list(rows[0]) == ["id", "theme_id", "rank", "score"]
    assert all(0.5 <= float(row["score"]) <= 1 for row in rows if row["theme_id"] and row["rank"] == "1")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["assignments.csv", "new.csv", "themes.json"]
    assert json.loads((tmp_path / "out" / "themes.json").read_text())["codebook"]["number"] == 4


def test_a_codebook_that_breaks_is_refused_with_line_and_column_and_nothing_is_written(tmp_path: Path) -> None:
    result = run(tmp_path, COMMENTS, '{"format": "parley-codebook",\n  oops}', "--text", "said", "--json")
    assert result.exit_code == 2
    (fault,) = json.loads(result.stdout)["rejected"]
    assert (fault["line"], fault["column"], fault["reason"]) == (2, "3", "bad_codebook")
    assert not (tmp_path / "out").exists()


def test_a_codebook_of_another_version_is_refused_and_says_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path, COMMENTS, codebook_text(BOOK).replace('"version": 1', '"version": 9'), "--text", "said")
    assert result.exit_code == 2
    assert "format version 9" in result.stderr
    assert "Export it again" in result.stderr


def test_a_missing_column_an_id_twice_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    book = codebook_text(BOOK)
    for comments, options, said in (
        (COMMENTS, ("--text", "words"), "There is no column words"),
        (COMMENTS + "a,again\n", ("--text", "said", "--id", "key"), "was used in line 2 already"),
        ("key,said\n", ("--text", "said"), "no comment"),
    ):
        result = run(tmp_path, comments, book, *options)
        assert result.exit_code == 2
        assert said in result.stderr
        assert not (tmp_path / "out").exists()
