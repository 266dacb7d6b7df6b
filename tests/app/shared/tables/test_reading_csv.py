import pytest

from app.shared.tables import TableError, read_table


def lines(content):
    return [(row.line, row.cells) for row in read_table(content).rows]


def test_a_row_is_named_by_the_line_where_it_starts():
    content = b'a,b\r\n"one\r\ntwo",1\r\n\r\n"x\ny\nz",2\r\nlast,3'
    assert lines(content) == [(2, ("one\r\ntwo", "1")), (5, ("x\ny\nz", "2")), (8, ("last", "3"))]


def test_old_line_ends_count_as_lines():
    assert lines(b'a,b\r1,2\r"3\r4",5\r6,7') == [(2, ("1", "2")), (3, ("3\r4", "5")), (5, ("6", "7"))]


def test_empty_rows_are_skipped():
    assert lines(b"\n\na,b\n\n,\n  , \n1,2\n") == [(7, ("1", "2"))]


def test_cells_are_kept_as_written():
    assert lines("a,b\n 1\u00a0,=2 \n".encode()) == [(2, (" 1\u00a0", "=2 "))]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'a,b\n1,2\n3,"x', 3),
        (b'a,b\n1,2\n3,"x\ny\nz\n', 3),
        (b'a,b\n"1\n2","3\n4,5\n6', 3),
        (b'a,b\n1,"x\n2,3\n4,"y"\n5,6\n', 2),
    ],
)
def test_a_quote_that_never_closes_is_named_by_the_line_where_it_opens(content, line):
    with pytest.raises(TableError) as error:
        read_table(content)
    assert (error.value.code, error.value.rejection.line) == ("unclosed_quote", line)


def test_a_quote_in_the_middle_of_a_cell_rejects_its_row_only():
    table = read_table(b'a,b\n"x" y,1\n2,3\n')
    assert [row.cells for row in table.rows] == [("2", "3")]
    assert [(bad.line, bad.reason) for bad in table.rejected] == [(2, "bad_quote")]


def test_an_inch_mark_in_an_unquoted_cell_is_text():
    assert lines(b'a,b\n5" pipe,1\n') == [(2, ('5" pipe', "1"))]


def test_one_endless_line_is_refused_before_it_is_split():
    with pytest.raises(TableError) as error:
        read_table(b"a,b\n" + b"," * 300_000)
    assert (error.value.code, error.value.rejection.line) == ("too_many_columns", 2)


def test_a_quote_left_open_in_a_huge_file_is_found_without_reading_on():
    with pytest.raises(TableError) as error:
        read_table(b'a,b\n1,2\n3,"x\n' + b"some, text\n" * 600_000)
    assert (error.value.code, error.value.rejection.line) == ("unclosed_quote", 3)


def test_a_cell_of_millions_of_characters_rejects_its_row_only():
    table = read_table(b"a,b\n1," + b"x" * 5_000_001 + b"\n2,3\n")
    assert [(bad.line, bad.reason) for bad in table.rejected] == [(2, "too_long")]
    assert [row.line for row in table.rows] == [3]
