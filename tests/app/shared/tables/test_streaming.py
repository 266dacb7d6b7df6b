"""A file read row by row is what it is when read whole."""

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.shared.tables import Row, TableError, TableLimits, open_table, read_table

MARKUP = st.text(alphabet='a1,;|\t"\n\r =éß語', max_size=80)
ENCODED = st.tuples(MARKUP, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])).map(
    lambda pair: pair[0].encode(pair[1], "replace")
)


def whole(content: bytes) -> object:
    try:
        table = read_table(content)
    except TableError as error:
        return error.rejection
    return table.header, table.header_line, table.rows, table.rejected


def streamed(path: Path, **options: TableLimits) -> object:
    try:
        table = open_table(path, **options)
        rows = list(table.rows)
    except TableError as error:
        return error.rejection
    kept = tuple(row for row in rows if isinstance(row, Row))
    return table.header, table.header_line, kept, tuple(row for row in rows if not isinstance(row, Row))


@settings(max_examples=200, deadline=None)
@given(ENCODED | st.binary(max_size=200))
def test_a_streamed_text_is_the_table_or_the_fault_that_it_is_when_read_whole(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        assert streamed(path) == whole(content)


def test_a_streamed_workbook_is_the_one_read_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["id", "text"], [1, "slow"], [None, None], [2, "=1+1"]):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    assert streamed(tmp_path / "table.xlsx") == whole((tmp_path / "table.xlsx").read_bytes())


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_rows_keep_their_line_whatever_ends_it(tmp_path: Path, ending: str) -> None:
    (tmp_path / "table.csv").write_bytes(f'id,text{ending}1,"a\n\nb"{ending}2,c{ending}\x1a'.encode())
    table = open_table(tmp_path / "table.csv")
    assert [(row.line, row.cells[0]) for row in table.rows if isinstance(row, Row)] == [(2, "1"), (5, "2")]
    assert table.share_read() == 1


def test_a_file_beyond_the_limits_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("id,text\n1,a\n2,b\n3,c\n")
    with pytest.raises(TableError, match=r"more than 2 rows. Split it in parts"):
        list(open_table(tmp_path / "table.csv", limits=TableLimits(rows=2)).rows)
    with pytest.raises(TableError, match=r"larger than .* MB. Split it"):
        open_table(tmp_path / "table.csv", limits=TableLimits(size_bytes=10))
    with pytest.raises(TableError, match="can't be read"):
        open_table(tmp_path / "nothing.csv")
