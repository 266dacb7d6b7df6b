"""The snippets of the notebook page run as they are printed."""

import csv
import re
from pathlib import Path

import pytest

from tests.analysis.comments import topical_comments
from tests.shared_data import PROJECT


def test_the_snippets_of_the_documentation_run_as_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (PROJECT / "docs" / "notebook.md").read_text(encoding="utf-8")
    first, second = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len([line for line in first.splitlines() if line]) == 10
    monkeypatch.chdir(tmp_path)
    with Path("comments.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "text"])
        writer.writerows((one, text) for one, text, _ in topical_comments(90))
    known: dict[str, object] = {}
    exec(first, known)
    assert capsys.readouterr().out.count("%") == 6
    assert len(known["theme_of"]) == 90  # type: ignore[arg-type]
    exec(second, known)
    assert "What partners say" in Path("report.html").read_text(encoding="utf-8")
