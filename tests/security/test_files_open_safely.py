"""A spreadsheet that opens a file of ours runs nothing: what looks like a formula is text."""

import csv
import io

import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.db import Base, database, transaction
from tests.security.filled import Filled, addresses

FORMULAS = ('=HYPERLINK("https://elsewhere.example")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1")
NAMES = {"partner": "name", "theme": "name", "proposal": "title", "metric": "name", "program": "name", "wave": "label"}


def write_formulas(formula: str) -> None:
    with transaction():
        for table, column in NAMES.items():
            rows = Base.metadata.tables[table]
            # A wave's label has no control characters: `free_label` joins its words with single spaces.
            value = sa.literal(formula.strip() if table == "wave" else formula).concat(sa.cast(rows.c.id, sa.String))
            database.session.execute(sa.update(rows).values({column: value}))


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_download_begins_like_a_formula(formula: str, filled: Filled, everyone: FlaskClient) -> None:
    write_formulas(formula)
    files = [address for _, address in addresses("GET") if address.endswith((".csv", ".html")) and "." in address]
    files = [address.replace(".html", ".csv") for address in files]
    assert len(files) == 4
    met = 0
    for address in files:
        answer = everyone.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Content-Disposition"].startswith("attachment"), address
        for cell in (cell for row in csv.reader(io.StringIO(answer.text, newline="")) for cell in row):
            met += formula.strip() in cell
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), (address, cell)
            assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), (address, cell)
    assert met > 0


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(formula: str, filled: Filled, everyone: FlaskClient) -> None:
    write_formulas(formula)
    for _, address in addresses("GET"):
        if address.startswith("/reports/") and address.endswith(".html"):
            content = everyone.get(address.replace(".html", ".xlsx")).data
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            assert sheet is not None
            kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
            assert "f" not in kinds, address
