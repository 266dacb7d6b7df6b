"""`./parley surveys`: what it prints, what it stores, how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from app.demo.story import PULSE_INSTRUMENT
from app.programs.models import Program
from app.pulse import queries
from app.shared.errors import DomainError
from tests.pulse_makers import QUESTIONS

Run = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "partner pulse.surveyjs.json"
    file.write_text(json.dumps({"title": "Pulse", "elements": QUESTIONS}), encoding="utf-8")
    return file


def test_a_questionnaire_comes_in_and_goes_out_the_same(run: Run, program: Program, file: Path, tmp_path: Path) -> None:
    done = run("surveys", "import", file, "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert (document["key"], document["questions"], document["unsupported"]) == ("partner-pulse", 4, [])
    out = tmp_path / "out.json"
    assert run("surveys", "export", "partner-pulse", "--format", "surveyjs", "--out", out).exit_code == 0
    again = json.loads(run("surveys", "import", out, "--key", "partner-pulse", "--json").stdout)
    assert again["version"] == document["version"] == 1


def test_the_demos_questionnaire_can_be_read(run: Run, program: Program) -> None:
    done = run("surveys", "import", PULSE_INSTRUMENT, "--json")
    assert json.loads(done.stdout)["key"] == "pulse"


def test_what_is_outside_the_subset_is_listed_and_nothing_is_stored(run: Run, program: Program, tmp_path: Path) -> None:
    file = tmp_path / "matrix.json"
    file.write_text(json.dumps({"elements": [{"type": "matrix", "name": "grid"}]}), encoding="utf-8")
    done = run("surveys", "import", file, "--json")
    assert done.exit_code == 2
    (place,) = json.loads(done.stdout)["unsupported"]
    assert (place["path"], place["reason"]) == ("elements[0].type", "unknown_type")
    assert list(queries.surveys(program.id)) == []


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty_file"), (b"\xff\xfeabc", "bad_encoding"), (b" " * 2_100_000, "too_large")]
)
def test_a_wrong_file_is_named_with_the_reason(
    run: Run, program: Program, tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "pulse.json"
    file.write_bytes(content)
    done = run("surveys", "import", file)
    assert isinstance(done.exception, DomainError)
    assert done.exception.code == code
    assert "pulse.json" in done.exception.message


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "missing.json"), "does not exist"),
        (("export", "pulse", "--format", "xlsform", "--out", "x"), "Formats that can: surveyjs"),
        (("export", "pulse", "--out", "x"), "There is no survey pulse"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, program: Program, words: tuple[str, ...], said: str) -> None:
    done = run("surveys", *words)
    assert done.exit_code != 0
    assert said in done.output + getattr(done.exception, "message", "")
