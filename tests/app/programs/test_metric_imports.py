"""Observations come in by file, each once a period."""

from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from app.db import database
from app.programs import queries
from tests.people import make_partner, make_program
from tests.program_makers import run, run_json


def metric_file(folder: Path, *rows: str, header: str = "partner,metric,period,value") -> Path:
    path = folder / "metrics.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def test_a_metric_that_is_not_there_is_made_and_a_known_place_gets_its_new_value(app: Flask, tmp_path: Path) -> None:
    program = make_program()
    partner = make_partner(program, "P1")
    run(app, "metrics", "import", metric_file(tmp_path, "P1,Deals_Won,2026-q3,12"))
    code, document = run_json(
        app, "metrics", "import", metric_file(tmp_path, "P1,deals_won,2026-Q3,15.5", "P1,deals_won,2026-Q4,9")
    )
    database.session.rollback()
    assert (code, document["created"], document["updated"], document["stored"]) == (0, 1, 1, True)
    metric = queries.metric(program.id, "deals_won")
    assert metric is not None
    assert metric.name == "Deals won"
    assert queries.observations(metric.id) == {
        "2026-Q3": {partner.id: Decimal("15.5")},
        "2026-Q4": {partner.id: Decimal(9)},
    }


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("P9,deals,2026-Q3,1", "partner", "unknown_value"),
        ("P1,9deals,2026-Q3,1", "metric", "unknown_value"),
        ("P1,deals,2026-13,1", "period", "not_a_period"),
        ("P1,deals,2026-Q3,many", "value", "not_a_number"),
        ("P1,deals,2026-Q3,", "value", "missing"),
        ("P1,kept,2026-Q3,5", "period", "duplicate"),
        ("P1,deals,2026-Q3", None, "wrong_column_count"),
    ],
)
def test_a_bad_row_is_told_and_keeps_the_file_out_unless_skipped(
    app: Flask, tmp_path: Path, line: str, column: str | None, reason: str
) -> None:
    program = make_program()
    make_partner(program, "P1")
    path = metric_file(tmp_path, "P1,kept,2026-Q3,4", line)
    code, document = run_json(app, "metrics", "import", path)
    (bad,) = document["rejected"]
    assert (code, bad["line"], bad["column"], bad["reason"]) == (2, 3, column, reason)
    assert queries.metric(program.id, "kept") is None
    code, document = run_json(app, "metrics", "import", path, "--skip-bad")
    assert (code, document["accepted"], document["stored"]) == (0, 1, True)


@pytest.mark.parametrize(("header", "reason"), [("partner,metric,period", "missing_column"), ("", "no_header")])
def test_a_file_without_the_columns_is_refused_even_when_skipping(
    app: Flask, tmp_path: Path, header: str, reason: str
) -> None:
    make_program()
    code, document = run_json(app, "metrics", "import", metric_file(tmp_path, header=header), "--skip-bad")
    assert (code, document["rejected"][0]["reason"], document["stored"]) == (2, reason, False)


def test_partners_of_another_program_are_unknown(app: Flask, tmp_path: Path) -> None:
    make_program()
    make_partner(make_program("southwind", "Southwind"), "P1")
    path = metric_file(tmp_path, "P1,deals,2026-Q3,1")
    assert run_json(app, "metrics", "import", path, "--program", "northwind")[0] == 2
    assert run_json(app, "metrics", "import", path, "--program", "southwind")[0] == 0


def test_a_quarter_comes_after_the_months_before_it(app: Flask, tmp_path: Path) -> None:
    program = make_program()
    partner = make_partner(program, "P1")
    rows = ("P1,deals,2026-Q1,1", "P1,deals,2026-07,3", "P1,deals,2026-Q2,2", "P1,deals,2025,0")
    run(app, "metrics", "import", metric_file(tmp_path, *rows))
    measured = queries.partner_metrics(partner.id, most=3)
    assert measured.periods == ("2026-Q1", "2026-Q2", "2026-07")
    assert [values for _, values in measured.rows] == [(Decimal(1), Decimal(2), Decimal(3))]
