"""Past waves from a survey service's table: every figure of the published ones is met; a wrong file is told apart."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from app.programs.models import Program
from app.pulse import queries
from app.shared.errors import DomainError
from tests.people import make_person, make_program, sign_in
from tests.shared_data import SHARED_DATA, needs_shared_data

Run = Callable[..., Result]

LABELS = ("2019-H2", "2020-H1", "2020-H2", "2021-H1")
CROSSWALK = """question_key,type,wave,column,header,subheader,scale
name_of,text,2025,1,Name,,
speed,rating,2025,2,How fast?,,1-10
"""
ANSWERS = "Name,How fast?\nfirst,7\nsecond,9\nthird,N/A\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    wave, crosswalk = tmp_path / "wave.csv", tmp_path / "crosswalk.csv"
    wave.write_text(ANSWERS, encoding="utf-8")
    crosswalk.write_text(CROSSWALK, encoding="utf-8")
    return wave, crosswalk


def imported(run: Run, wave: Path, crosswalk: Path | None, *more: str, label: str = "2025") -> Result:
    extra = ("--crosswalk", crosswalk) if crosswalk else ()
    return run("waves", "import", "past", wave, "--label", label, *extra, *more, "--json")


def facts(run: Run, name: str) -> dict[str, Any]:
    done = run("waves", "facts", name, "--json")
    assert done.exit_code == 0, (done.output, done.exception)
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@needs_shared_data
def test_every_published_figure_of_the_four_waves_is_met_and_the_trend_breaks_with_the_scale(
    run: Run, program: Program
) -> None:
    assert SHARED_DATA is not None
    folder = SHARED_DATA / "waves"
    expected = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    for label in LABELS:
        wave = folder / f"maintainers-{label}.csv"
        more = ("--header-rows", "2", "--privacy", "identified")
        done = imported(run, wave, folder / "crosswalk.csv", *more, label=label)
        assert done.exit_code == 0, (done.output, done.exception)
        report = json.loads(done.stdout)
        assert (report["rows"], report["accepted"]) == (
            expected[label]["rows_in_file"],
            expected[label]["rows_not_empty"],
        )
        assert report["rejected"] == []
        found = facts(run, f"past/{label}")
        assert (found["rows_in_file"], found["submissions"]) == (report["rows"], report["accepted"])
        for key, figures in expected[label]["questions"].items():
            same = {name: found["questions"][key].get(name) for name in figures}
            if "mean_of_numeric" in figures:
                figures = figures | {"mean_of_numeric": round(figures["mean_of_numeric"], 6)}
            assert same == figures, (label, key)
        assert found["questions"].keys() == expected[label]["questions"].keys()
    trend = queries.trends(queries.wave_by_name(1, "past/2021-H1"))["documentation"]
    assert [figure.label for figure in trend.figures] == list(LABELS)
    assert all(
        reason.startswith("the scale changed from 5-point agreement words to") for reason in trend.breaks.values()
    )
    assert len(trend.breaks) == 1


def test_a_confidential_past_wave_hides_small_cells(run: Run, program: Program, files: tuple[Path, Path]) -> None:
    assert imported(run, *files).exit_code == 0
    assert facts(run, "past/2025")["questions"]["speed"]["answered"] is None


def test_a_dry_run_reads_and_stores_nothing(run: Run, program: Program, files: tuple[Path, Path]) -> None:
    report = json.loads(imported(run, *files, "--dry-run").stdout)
    assert (report["rows"], report["accepted"], report["questions"], report["stored"]) == (3, 3, 2, False)
    assert list(queries.waves(program.id)) == []


def test_without_a_crosswalk_the_columns_are_guessed(run: Run, program: Program, files: tuple[Path, Path]) -> None:
    report = json.loads(imported(run, files[0], None, "--privacy", "identified").stdout)
    assert report["guessed"]
    assert facts(run, "past/2025")["questions"]["how_fast"]["mean_of_numeric"] == 8


def test_formulas_in_cells_stay_text_and_leave_as_text(
    run: Run, program: Program, files: tuple[Path, Path], client: Any
) -> None:
    files[0].write_text('Name,How fast?\n"=HYPERLINK(""x"")",=1+1\n@cmd,7\n', encoding="utf-8")
    assert imported(run, *files, "--privacy", "identified").exit_code == 0
    assert facts(run, "past/2025")["questions"]["speed"]["counts"] == {"7": 1, "=1+1": 1}
    owner = make_person("o@northwind.example", "program_owner", program=program)
    public_id = queries.wave_by_name(1, "past/2025").public_id
    sign_in(client, owner)
    assert ",'=1+1," in client.get(f"/waves/{public_id}/facts.csv").text


@pytest.mark.parametrize(
    ("answers", "more", "code", "said"),
    [
        (b"", (), "empty_file", "wave.csv, line 1: The file is empty."),
        (b"Name,How fast?\nJos\xe9,7\n", ("--encoding", "utf-8"), "bad_encoding", "wave.csv"),
        (b"Name,How slow?\nx,7\n", (), "wrong_header", "line 1, column 2: The crosswalk expects"),
        (b"Name\nx\n", (), "missing_column", "column 2"),
        (b"Name,How fast?\nx,7\n", ("--encoding", "klingon"), "bad_encoding", "wave.csv"),
        (b"%PDF-1.7", (), "unknown_format", "a PDF document"),
    ],
)
def test_a_wrong_file_is_named_with_line_and_reason_and_nothing_is_stored(
    run: Run,
    program: Program,
    files: tuple[Path, Path],
    answers: bytes,
    more: tuple[str, ...],
    code: str,
    said: str,
) -> None:
    files[0].write_bytes(answers)
    done = imported(run, *files, *more)
    assert isinstance(done.exception, DomainError)
    assert (done.exception.code, said in done.exception.message) == (code, True), done.exception.message
    assert list(queries.waves(program.id)) == []


def test_a_file_of_a_hundred_megabytes_is_refused_unread(run: Run, program: Program, files: tuple[Path, Path]) -> None:
    with files[0].open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    done = imported(run, *files)
    assert isinstance(done.exception, DomainError)
    assert done.exception.code == "too_large"


def test_a_row_of_another_width_is_listed_and_keeps_all_out(
    run: Run, program: Program, files: tuple[Path, Path]
) -> None:
    files[0].write_text(ANSWERS + "fourth,7,too,many\n", encoding="utf-8")
    done = imported(run, *files)
    assert done.exit_code != 0
    assert "line 5" in done.output + str(done.exception)
    assert list(queries.waves(program.id)) == []


@pytest.mark.parametrize("label", ["2025", "a/b", "x" * 61])
def test_a_label_that_is_taken_or_can_not_be_one_is_refused(
    run: Run, program: Program, files: tuple[Path, Path], label: str
) -> None:
    assert imported(run, *files).exit_code == 0
    files[1].write_text(CROSSWALK.replace("2025", label), encoding="utf-8")
    done = imported(run, *files, label=label)
    assert isinstance(done.exception, DomainError)
    assert len(queries.waves(1)) == 1


@pytest.mark.parametrize(
    ("crosswalk", "said"),
    [
        ("question_key,type,wave,column,colour\nx,text,2025,1,red\n", "colour"),
        (CROSSWALK.replace("2025", "2024"), "has no wave 2025. It has: 2024."),
        ("question_key,type,wave,column\nx,text,2025,1\ny,text,2025,1\n", "An earlier line has this column"),
    ],
)
def test_a_wrong_crosswalk_is_named(
    run: Run, program: Program, files: tuple[Path, Path], crosswalk: str, said: str
) -> None:
    files[1].write_text(crosswalk, encoding="utf-8")
    done = imported(run, *files)
    assert isinstance(done.exception, DomainError)
    assert said in done.exception.message


def test_a_missing_file_or_program_is_said(run: Run, app: Any, files: tuple[Path, Path]) -> None:
    assert "can't be read" in str(imported(run, files[0].with_name("none.csv"), files[1]).exception)
    assert "no program yet" in str(imported(run, *files).exception)
    make_program()
    assert imported(run, *files).exit_code == 0
