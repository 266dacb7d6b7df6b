import pytest

from app.shared.tables import TableError, read_table


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(mark):
    table = read_table(f"id{mark}name{mark}roles\n1{mark}A; B, C | D x\n2{mark}b{mark}c\n3{mark}d{mark}e\n".encode())
    assert (table.delimiter, table.header) == (mark, ("id", "name", "roles"))


def test_commas_in_numbers_do_not_beat_semicolons():
    assert read_table(b"id;value\n1;2,5\n2;3,5\n").rows[0].cells == ("1", "2,5")


def test_separators_inside_quotes_do_not_count():
    table = read_table(b'"a;b;c","d;e;f"\n"1;2;3","4;5;6"\n')
    assert table.rows[0].cells == ("1;2;3", "4;5;6")


def test_a_lone_column_keeps_its_commas():
    table = read_table(b"text\nWell, it works\nFine\nSlow, dear, good\n")
    assert [row.cells for row in table.rows] == [("Well, it works",), ("Fine",), ("Slow, dear, good",)]


@pytest.mark.parametrize(("given", "used"), [("|", "|"), ("tab", "\t"), ("\\t", "\t")])
def test_a_given_separator_wins(given, used):
    assert read_table(f"a,b{used}c\n1,2{used}3\n".encode(), delimiter=given).rows[0].cells == ("1,2", "3")


@pytest.mark.parametrize("given", [";;", '"', "\n", "x", " "])
def test_a_separator_that_cannot_separate_is_refused(given):
    with pytest.raises(TableError) as error:
        read_table(b"a,b\n1,2\n", delimiter=given)
    assert error.value.code == "bad_delimiter"


def test_a_space_before_a_quoted_cell_is_forgiven():
    assert read_table(b'"a", "b, c"\n"1", "2, 3"\n').rows[0].cells == ("1", "2, 3")
