"""Whatever bytes come, the answer is a table or a TableError, never a crash."""

import io
import zipfile

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from app.shared.tables import Table, TableError, read_table, write_csv

MARKUP = st.text(alphabet='a1,;|\t"\n\r =é', max_size=60)
SETTINGS = settings(max_examples=150, deadline=None)


def table_or_fault(content, **options):
    try:
        return read_table(content, **options)
    except TableError as error:
        return error.rejection


@SETTINGS
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "cp1252", "idna", "shift_jis"]))
def test_arbitrary_bytes_are_a_table_or_a_fault(content, encoding):
    result = table_or_fault(content, encoding=encoding)
    if isinstance(result, Table):
        assert all(len(row.cells) >= result.column_count for row in result.rows)


@SETTINGS
@given(MARKUP, st.booleans(), st.integers(1, 3))
def test_arbitrary_csv_names_lines_that_exist(text, strict, header_rows):
    result = table_or_fault(text.encode(), strict_width=strict, header_rows=header_rows)
    last = len(list(io.StringIO(text, newline="")))
    if isinstance(result, Table):
        found = [row.line for row in result.rows]
        assert found == sorted(set(found))
        assert all(1 <= line <= last for line in [*found, *(bad.line for bad in result.rejected)])
    else:
        assert 1 <= result.line <= max(last, 1)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cc"]), max_size=12)


@SETTINGS
@given(st.lists(st.tuples(CELL, CELL), max_size=8))
def test_what_is_written_is_read_back_but_for_the_apostrophe(rows):
    stream = io.StringIO(newline="")
    write_csv(stream, ("id", "text"), rows)
    table = read_table(stream.getvalue().encode(), delimiter=",")
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[cell.removeprefix("'") for cell in row.cells] for row in table.rows] == [
        [cell.removeprefix("'") for cell in row] for row in kept
    ]


def _workbook_parts():
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["id", "day"])
    book.active.append(["P1", 5])
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = _workbook_parts()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.integers(0, 10_000), st.binary(max_size=6))
def test_a_damaged_workbook_is_a_table_or_a_fault(name, place, damage):
    place %= len(PARTS[name])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, body in PARTS.items():
            archive.writestr(part, body if part != name else body[:place] + damage + body[place + 3 :])
    table_or_fault(stream.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_a_damaged_zip_is_a_fault(tail):
    assert not isinstance(table_or_fault(b"PK\x03\x04" + tail), Table)
