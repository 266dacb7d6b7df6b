"""The command gives for every messy partner file exactly what its description says."""

import json

import pytest
from flask import Flask

from app.programs import queries
from tests.people import make_program
from tests.program_makers import run, run_json
from tests.shared_data import SHARED_DATA, needs_shared_data

pytestmark = needs_shared_data
FOLDER = SHARED_DATA / "messy" if SHARED_DATA else None
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8")) if FOLDER else {}
REFUSED = {"missing-column.csv", "empty.csv", "binary.csv"}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_skipping_bad_rows_stores_the_others(app: Flask, name: str) -> None:
    assert FOLDER is not None
    program, wanted = make_program(), EXPECTED[name]
    code, document = run_json(app, "partners", "import", FOLDER / name, "--skip-bad")
    rejected = [{key: bad[key] for key in ("line", "column", "reason")} for bad in document["rejected"]]
    assert (document["accepted"], rejected) == (wanted["accepted"], wanted["rejected"])
    assert all(bad["message"] for bad in document["rejected"])
    assert (code, document["stored"]) == ((2, False) if name in REFUSED else (0, True))
    assert len(queries.partners(program.id)) == wanted["accepted"]


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if EXPECTED[name]["rejected"]))
def test_one_bad_row_keeps_the_whole_file_out(app: Flask, name: str) -> None:
    assert FOLDER is not None
    program = make_program()
    code, document = run_json(app, "partners", "import", FOLDER / name)
    assert (code, document["stored"], document["accepted"]) == (2, False, EXPECTED[name]["accepted"])
    assert len(queries.partners(program.id)) == 0


def test_a_header_without_rows_says_so(app: Flask) -> None:
    assert FOLDER is not None
    make_program()
    result = run(app, "partners", "import", FOLDER / "header-only.csv")
    assert "a header and no rows below it" in result.stderr
    assert (result.exit_code, result.stdout) == (0, "Stored 0 partners: 0 new, 0 known already.\n")


def test_a_date_format_settles_what_can_be_read_two_ways(app: Flask) -> None:
    assert FOLDER is not None
    make_program()
    code, document = run_json(app, "partners", "import", FOLDER / "mixed-dates.csv", "--date-format", "DD/MM/YYYY")
    assert (code, document["accepted"], document["rejected"]) == (0, 4, [])
