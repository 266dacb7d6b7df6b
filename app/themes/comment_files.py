"""Reads comments from any table and writes the theming of them into a folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.shared.tables import Rejection, Row, TableError, TableLimits, TableStream, open_table

if TYPE_CHECKING:  # loaded only when a file has been read well
    from analysis.result import ThemingResult

LIMITS = TableLimits(size_bytes=1024**3, rows=1_000_000)
_MOST_FAULTS = 100
_ROWS_BETWEEN_NEWS = 10_000


@dataclass(frozen=True)
class CommentFile:
    """Comments in the order of their file, with their ids."""

    ids: list[str]
    texts: list[str]


class CommentFileFaults(Exception):
    """The file can't be themed; each fault has its place."""

    def __init__(self, faults: list[Rejection]) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


def read_comments(
    file: Path, text_column: str, id_column: str | None, *, progress: Callable[[float], None] | None = None
) -> CommentFile:
    """Return the comments of a CSV or XLSX file; without an id column the ids are the rows' numbers from 1.

    Only these two columns are kept while the file is read; `progress` is told the share of it that is. Raises
    CommentFileFaults: what `open_table` finds, missing_column, empty_file, missing_id, duplicate_id.
    """
    try:
        table = open_table(file, limits=LIMITS)
        comments = _read(table, text_column, id_column, progress or (lambda _share: None))
    except TableError as error:
        raise CommentFileFaults([error.rejection]) from error
    return comments


def _read(table: TableStream, text_column: str, id_column: str | None, tell: Callable[[float], None]) -> CommentFile:
    text = _place(table, text_column)
    key = _place(table, id_column) if id_column else None
    faults: list[Rejection] = []
    lines: dict[str, int] = {}
    texts: list[str] = []
    for number, row in enumerate(table.rows, start=1):
        if number % _ROWS_BETWEEN_NEWS == 0:
            tell(table.share_read())
        if isinstance(row, Rejection):
            faults.append(row)
        elif (fault := _fault_of_id(row, key, id_column, lines)) is not None:
            faults.append(fault)
        else:
            lines[str(number) if key is None else row.cells[key].strip()] = row.line
            texts.append(row.cells[text])
        if len(faults) == _MOST_FAULTS:
            break
    if not lines and not faults:
        faults.append(Rejection(table.header_line, None, "empty_file", "The file has a header and no comment."))
    if faults:
        raise CommentFileFaults(faults)
    tell(1.0)
    return CommentFile(list(lines), texts)


def _fault_of_id(row: Row, key: int | None, column: str | None, lines: Mapping[str, int]) -> Rejection | None:
    if key is None:
        return None
    name = row.cells[key].strip()
    if not name:
        return Rejection(row.line, column, "missing_id", "The row has no id.")
    if name in lines:
        message = f"The id {name[:60]} was used in line {lines[name]} already."
        return Rejection(row.line, column, "duplicate_id", message)
    return None


def write_theming(
    result: "ThemingResult",
    texts_by_id: Mapping[str, str],
    folder: Path,
    *,
    title: str,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Write themes.json, assignments.csv and report.html; quotes are masked, for a report is made to be passed on."""
    from analysis.masking import NameList, mask
    from analysis.report import write_assignments, write_themes, write_theming_report
    from analysis.report_feelings import feelings_of_themes

    typical = [theme.exemplars for theme in result.themes]
    typical += [part.exemplars for theme in result.themes for part in theme.subthemes]
    quoted = {one: mask(texts_by_id[one], NameList()).text for some in typical for one in some}
    feelings = feelings_of_themes(result, texts_by_id.__getitem__, progress)
    write_assignments(result, folder / "assignments.csv")
    write_theming_report(result, quoted, folder / "report.html", title=title, feelings=feelings)
    write_themes(result, folder / "themes.json")


def _place(table: TableStream, column: str) -> int:
    names = [name.strip() for name in table.header]
    if column in names:
        return names.index(column)
    known = ", ".join(name for name in names if name)[:300]
    raise TableError(
        "missing_column", f"There is no column {column}. Columns: {known}.", line=table.header_line, column=column
    )
