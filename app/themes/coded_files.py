"""Reads a codebook from a file and writes what was coded with it into a folder, whole or not at all."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.shared.tables import Rejection, write_csv
from app.themes.comment_files import CommentFileFaults
from app.themes.result_folder import result_folder

if TYPE_CHECKING:  # loaded only when a file has been read well
    from analysis.coding.codebook_file import CodebookFile
    from analysis.coding.coder import CodedComment
    from analysis.result import ThemingResult

LARGEST_CODEBOOK_BYTES = 50_000_000


def read_codebook_file(file: Path) -> "CodebookFile":
    """Return the codebook. Raises CommentFileFaults with line and column where the JSON breaks."""
    from analysis.coding.codebook_file import CodebookFileError, read_codebook

    try:
        if file.stat().st_size > LARGEST_CODEBOOK_BYTES:
            raise CodebookFileError("A codebook has at most 50 megabytes.")
        return read_codebook(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        fault = Rejection(0, None, "bad_codebook", "This is not a codebook: it is not text in UTF-8.")
        raise CommentFileFaults([fault]) from error
    except CodebookFileError as error:
        column = str(error.column) if error.column else None
        raise CommentFileFaults([Rejection(error.line or 0, column, "bad_codebook", error.message)]) from error


def write_coding(
    ids: Sequence[str],
    coded: Mapping[str, "CodedComment"],
    grouped: "ThemingResult | None",
    book: "CodebookFile",
    folder: Path,
    *,
    silent: int,
    seed: int,
) -> dict[str, Any]:
    """Write assignments.csv, new.csv and themes.json; other files of the folder stay. Return the summary.

    Raises ResultNotWritten where the disk refuses.
    """
    groups = [theme for theme in grouped.themes if not theme.is_non_answers] if grouped else []
    sizes = {theme.key: sum(one.first.theme == theme.key for one in coded.values()) for theme in book.themes}
    summary = {
        "comments": len(ids),
        "coded": len(coded),
        "uncoded": len(ids) - len(coded),
        "non_answers": silent,
        "new_groups": len(groups),
        "seed": seed,
        "codebook": {"program": book.program, "number": book.number},
        "themes": [{"key": theme.key, "name": theme.name, "comments": sizes[theme.key]} for theme in book.themes],
    }
    new = [{"id": one.id, "label": one.label, "keywords": one.keywords, "comments": one.size} for one in groups]
    with result_folder(folder) as made:
        write_csv(made / "assignments.csv", ("id", "theme_id", "rank", "score"), _assigned(ids, coded))
        placed = [(one.id, one.theme_id) for one in grouped.assignments if one.rank == 1] if grouped else []
        write_csv(made / "new.csv", ("id", "group"), placed)
        text = json.dumps({**summary, "new": new}, ensure_ascii=False, indent=1)
        (made / "themes.json").write_text(text + "\n", encoding="utf-8")
    return summary


def _assigned(ids: Sequence[str], coded: Mapping[str, "CodedComment"]) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for one in ids:
        found = coded.get(one)
        if found is None:
            rows.append((one, "", 1, ""))
            continue
        rows.append((one, found.first.theme, 1, f"{found.first.degree:.4f}"))
        if found.second:
            rows.append((one, found.second.theme, 2, f"{found.second.degree:.4f}"))
    return rows
