import csv
import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from app.shared.tables import as_text_cell, read_table, write_csv, write_xlsx


@pytest.mark.parametrize("text", ["=1+1", "+1+cmd|calc", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_no_text_starts_a_formula(text):
    assert as_text_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["-1", "+4.5", "-0,5", "plain", "", "a=b", "2021-03-15"])
def test_harmless_text_and_signed_numbers_stay_as_they_are(text):
    assert as_text_cell(text) == text


def test_csv_comes_back_as_it_was_written(tmp_path):
    path = tmp_path / "out.csv"
    rows = [("é, ü", 'say "hi"\nthere', -5, Decimal("1.50"), date(2021, 3, 15), None)]
    assert write_csv(path, ("a", "b", "c", "d", "e", "f"), rows) == 1
    table = read_table(path)
    assert table.rows[0].cells == ("é, ü", 'say "hi"\nthere', "-5", "1.50", "2021-03-15", "")


def test_csv_headers_and_cells_are_made_safe():
    stream = io.StringIO(newline="")
    write_csv(stream, ("=h",), [("=1",)])
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [["'=h"], ["'=1"]]


def written_cells(rows):
    stream = io.BytesIO()
    count = write_xlsx(stream, ("a", "b"), rows)
    sheet = openpyxl.load_workbook(stream).active
    return count, [list(row) for row in sheet.iter_rows(min_row=2)]


def test_xlsx_holds_no_formula_and_no_link():
    count, [[formula, link]] = written_cells([("=HYPERLINK(1)", "https://evil.example")])
    assert count == 1
    assert (formula.data_type, formula.value) == ("s", "=HYPERLINK(1)")
    assert (link.data_type, link.hyperlink) == ("s", None)


def test_xlsx_keeps_numbers_as_numbers_and_huge_ones_as_text():
    _, [[small, huge]] = written_cells([(Decimal("1.5"), 2**60 + 1)])
    assert small.value == 1.5
    assert huge.value == str(2**60 + 1)


def test_a_text_longer_than_a_cell_is_cut_visibly_and_not_dropped():
    _, [[long, after]] = written_cells([("x" * 40_000, "y")])
    assert len(long.value) == 32_767
    assert long.value.endswith("x…")
    assert after.value == "y"


def test_more_columns_than_a_sheet_has_are_an_error():
    with pytest.raises(ValueError, match="sheet"):
        write_xlsx(io.BytesIO(), ("a",), [["x"] * 16_385])
