import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from app.shared.tables import TableError, read_table


def workbook(*rows, title="Sheet", **sheets):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, more in sheets.items():
        sheet = book.create_sheet(name)
        for row in more:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fault(content, **options):
    with pytest.raises(TableError) as error:
        read_table(content, **options)
    return error.value.code


def rezipped(content, change):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            for changed_name, body in change(name, old.read(name)):
                new.writestr(changed_name, body)
    return stream.getvalue()


def test_cells_become_the_text_people_see():
    content = workbook(
        ["id", "count", "share", "big", "day", "moment", "yes"],
        ["P1", 40, 1 / 3, 1e16, date(2021, 3, 15), datetime.fromisoformat("2021-03-15T10:30"), True],
    )
    cells = read_table(content).rows[0].cells
    assert cells == ("P1", "40", "0.333333333333333", "10000000000000000", "2021-03-15", "2021-03-15T10:30:00", "TRUE")


def test_a_row_is_named_by_its_sheet_row_and_blank_rows_are_skipped():
    table = read_table(workbook([], ["a", "b"], [None, None], ["1", None], ["2", "3"]))
    assert table.header_line == 2
    assert [(row.line, row.cells) for row in table.rows] == [(4, ("1", "")), (5, ("2", "3"))]
    assert (table.encoding, table.delimiter) == (None, None)


def test_strict_width_forgives_blank_ends_but_not_cells_beyond_the_header():
    table = read_table(workbook(["a", "b"], ["1"], ["1", "2", "3"]), strict_width=True)
    assert [row.line for row in table.rows] == [2]
    assert [(bad.line, bad.reason) for bad in table.rejected] == [(3, "wrong_column_count")]


def test_a_formula_that_was_never_computed_is_an_empty_cell():
    assert read_table(workbook(["a", "b"], ["1", "=1+1"])).rows[0].cells == ("1", "")


def test_the_first_sheet_is_read_unless_another_is_named():
    content = workbook(["a"], ["1"], Other=[["b"], ["2"]])
    assert read_table(content).header == ("a",)
    assert read_table(content, sheet="other").header == ("b",)
    assert fault(content, sheet="absent") == "missing_sheet"


def test_a_zip_that_is_no_workbook_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert fault(stream.getvalue()) == "not_a_spreadsheet"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = rezipped(workbook(["a"]), lambda name, body: [(name, body), ("pad/" + name, b"0" * 3_000_000)])
    assert len(bomb) < 100_000
    assert fault(bomb) == "too_large"


def test_too_many_members_are_refused():
    content = workbook(["a"])
    many = rezipped(content, lambda name, body: [(name, body), *((f"{name}{i}", b"") for i in range(400))])
    assert fault(many) == "too_large"


def test_entities_in_a_sheet_are_never_expanded():
    def with_entity(name, body):
        if name.startswith("xl/worksheets/"):
            body = b'<!DOCTYPE x [<!ENTITY e "boom">]>' + body.partition(b"?>")[2].replace(b">a<", b">&e;<")
        return [(name, body)]

    assert fault(rezipped(workbook(["a"]), with_entity)) == "not_a_spreadsheet"


def test_a_cell_at_an_impossible_row_does_not_run_for_ever():
    def far_away(name, body):
        if name.startswith("xl/worksheets/"):
            body = body.replace(b'<row r="2"', b'<row r="999999999999"').replace(b'r="A2"', b'r="A999999999999"')
        return [(name, body)]

    assert read_table(rezipped(workbook(["a"], ["1"]), far_away)).rows == ()
