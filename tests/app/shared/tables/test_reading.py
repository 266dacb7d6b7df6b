import io
import pathlib
from dataclasses import replace

import pytest

from app.shared.tables import DEFAULT_LIMITS, TableError, TableLimits, read_table


def fault(source, **options):
    with pytest.raises(TableError) as error:
        read_table(source, **options)
    return error.value.code


def test_two_header_rows_are_kept_and_filled_to_one_width():
    table = read_table(b"Q1,,Q2\nYes,No\n\n1,,x\n", header_rows=2)
    assert table.headers == (("Q1", "", "Q2"), ("Yes", "No", ""))
    assert [row.line for row in table.rows] == [4]


def test_a_second_header_row_may_be_blank():
    assert read_table(b"Q1,Q2\n,\n1,2\n", header_rows=2).headers[1] == ("", "")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n \n,,\n", "no_header"),
        (b"\xef\xbb\xbf", "no_header"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown_format"),
        (b"%PDF-1.7\n", "unknown_format"),
        (b"PK\x03\x04 not a zip", "not_a_spreadsheet"),
        (b'a,"b"c\n1,2\n', "bad_quote"),
    ],
)
def test_a_file_that_is_no_table_says_why(content, code):
    assert fault(content) == code


def test_short_rows_are_filled_and_long_ones_kept_unless_width_is_strict():
    content = b"a,b,c\n1\n1,2,3,4\n1,2,3\n"
    assert [row.cells for row in read_table(content).rows] == [("1", "", ""), ("1", "2", "3", "4"), ("1", "2", "3")]
    strict = read_table(content, strict_width=True)
    assert [row.line for row in strict.rows] == [4]
    assert [bad.as_dict() for bad in strict.rejected] == [
        {
            "line": line,
            "column": None,
            "reason": "wrong_column_count",
            "message": f"The row has {count} cells where the header has 3.",
        }
        for line, count in ((2, 1), (3, 4))
    ]


def test_a_large_file_is_refused_from_its_size_without_opening_it(tmp_path, monkeypatch):
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    monkeypatch.setattr(pathlib.Path, "open", None)
    assert fault(path) == "too_large"


def test_of_a_stream_only_one_byte_more_than_allowed_is_read():
    stream = io.BytesIO(b"a,b\n" * 100)
    assert fault(stream, limits=TableLimits(size_bytes=10)) == "too_large"
    assert stream.tell() == 11


def test_a_missing_file_is_a_table_error(tmp_path):
    assert fault(tmp_path / "absent.csv") == "unreadable"


def test_rows_and_columns_are_limited():
    limits = TableLimits(rows=2, columns=3)
    assert len(read_table(b"a,b\n1,2\n3,4\n", limits=limits).rows) == 2
    assert fault(b"a,b\n1,2\n3,4\n5,6\n", limits=limits) == "too_many_rows"
    assert fault(b"a,b,c,d\n1,2,3,4\n", limits=limits) == "too_many_columns"
    assert read_table(b"a,b\n1,2,3,4\n", limits=limits).rejected[0].reason == "too_many_columns"


def test_rejected_rows_count_towards_the_limit():
    assert fault(b"a,b\n1\n2\n3\n", limits=TableLimits(rows=2), strict_width=True) == "too_many_rows"


def test_an_endless_cell_rejects_its_row_and_names_the_column():
    limits = replace(DEFAULT_LIMITS, cell_characters=10)
    table = read_table(b"a,b\n1,01234567890\n2,0123456789\n", limits=limits)
    assert [(bad.line, bad.column, bad.reason) for bad in table.rejected] == [(2, "b", "too_long")]
    assert [row.line for row in table.rows] == [3]


def test_a_comment_of_150_000_characters_is_read_whole():
    assert len(read_table(b"id,text\n1," + b"x" * 150_000 + b"\n").rows[0].cells[1]) == 150_000
