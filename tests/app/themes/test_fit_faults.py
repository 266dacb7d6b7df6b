"""`./parley themes fit` takes any comments, and leaves what was there where it can't put a whole result."""

import csv
import json
import os
import resource
import signal
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from analysis.result import NON_ANSWERS
from app.cli import parley
from app.themes.comment_files import read_comments
from tests.theme_makers import fake_fit

FILES = ["assignments.csv", "report.html", "themes.json"]
GROUPS = {"Exams": {"Exams": "exam"}, "Portal": {"Portal": "portal"}}


def fit(folder: Path, *options: str) -> Result:
    command = ["themes", "fit", str(folder / "comments.csv"), "--text", "said", "--out", str(folder / "out")]
    return CliRunner().invoke(parley, [*command, *options])


def write(folder: Path, texts: list[str]) -> None:
    with (folder / "comments.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerows([["id", "said"], *enumerate(texts)])


@pytest.mark.parametrize(
    ("texts", "silent"),
    [
        (["The portal is slow."], 0),
        (["The portal is slow."] * 30, 0),
        ([""] * 7, 7),
        (["👍", "🎉🎉", "❤️"], 3),
        (["The portal " + "is slow and " * 3400, "Exams cost too much.", "x" * 40_000, "n/a"], 1),
    ],
    ids=["one", "all equal", "all empty", "emoji only", "40,000 characters"],
)
def test_odd_comments_are_themed_with_a_row_for_every_id(tmp_path: Path, texts: list[str], silent: int) -> None:
    write(tmp_path, texts)
    result = fit(tmp_path, "--id", "id", "--themes", "50", "--json")
    assert result.exit_code == 0, result.output
    summary = json.loads(result.stdout)
    assert (summary["comments"], summary["non_answers"]) == (len(texts), silent)
    assert "You asked for 50 themes; these comments hold" in result.stderr
    rows = list(csv.DictReader((tmp_path / "out" / "assignments.csv").open(encoding="utf-8")))
    assert {row["id"] for row in rows} == {str(number) for number in range(len(texts))}
    assert sum(row["theme_id"] == NON_ANSWERS for row in rows) == silent
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    assert (tmp_path / "out" / "report.html").stat().st_size < 40_000


def test_mixed_encodings_are_refused_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "comments.csv").write_bytes("said\nGröße zählt\nSöhne\nÄrger\n".encode() + "Größe\n".encode("cp1252"))
    result = fit(tmp_path)
    assert result.exit_code == 2
    assert "line 5: Line 5 holds bytes that are not UTF-8. Save the file as UTF-8" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("seed", ["-1", "4294967296", "one"])
def test_an_impossible_seed_is_bad_usage(tmp_path: Path, seed: str) -> None:
    write(tmp_path, ["The portal is slow."])
    assert fit(tmp_path, "--seed", seed).exit_code == 2


def test_a_large_file_is_read_in_the_memory_of_its_comments(tmp_path: Path) -> None:
    padding = "x" * 100_000
    with (tmp_path / "comments.csv").open("w") as stream:
        stream.write("id,notes,said\n")
        stream.writelines(f"{number},{padding},the portal is slow\n" for number in range(1_000))
    told: list[float] = []
    tracemalloc.start()
    comments = read_comments(tmp_path / "comments.csv", "said", "id", progress=told.append)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(comments.texts) == 1_000
    assert peak < 4_000_000
    assert told[-1] == 1.0


@pytest.fixture
def fitted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, bytes]:
    """A folder with a result, which the next run must not spoil."""

    def made_up(ids: list[str], texts: list[str], recipe: Any, **_: Any) -> Any:
        return fake_fit(GROUPS, ids, texts)

    monkeypatch.setattr("analysis.pipeline.fit", made_up)
    write(tmp_path, ["the exam"])
    assert fit(tmp_path).exit_code == 0
    write(tmp_path, [f"the portal {number} is slow" for number in range(2_000)])
    return contents(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


@pytest.fixture
def small_disk() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_and_the_old_result_stays(
    tmp_path: Path, fitted: dict[str, bytes], small_disk: None
) -> None:
    result = fit(tmp_path)
    assert result.exit_code == 1
    assert "Nothing was written to" in result.stderr
    assert "What was there is unchanged. Make room or choose another folder, and run it again." in result.stderr
    assert contents(tmp_path) == fitted
    assert sorted(path.name for path in tmp_path.iterdir()) == ["comments.csv", "out"]


@pytest.mark.parametrize("step", ["write_assignments", "write_theming_report", "write_themes"])
def test_a_killed_run_leaves_the_old_result_and_the_next_one_clears_up(
    tmp_path: Path, fitted: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(f"analysis.report.{step}", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        fit(tmp_path)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert contents(tmp_path) == fitted
    assert len(list(tmp_path.iterdir())) == 3
    assert fit(tmp_path).exit_code == 0
    assert json.loads((tmp_path / "out" / "themes.json").read_text())["comments"] == 2_000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["comments.csv", "out"]


def test_the_folder_of_a_run_that_still_works_is_left_alone(tmp_path: Path, fitted: dict[str, bytes]) -> None:
    working = tmp_path / f".out.parley-{os.getpid()}-abc"
    working.mkdir()
    assert fit(tmp_path).exit_code == 0
    assert working.exists()
