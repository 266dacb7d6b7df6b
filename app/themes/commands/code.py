"""`./parley themes code`: codes the comments of any file with a codebook that people have accepted."""

from pathlib import Path
from typing import Any, NoReturn

import click

from app.shared.commands import emit_json, json_option, progress, say
from app.shared.tables import Rejection
from app.themes.coded_files import read_codebook_file, write_coding
from app.themes.comment_files import CommentFile, CommentFileFaults, read_comments
from app.themes.result_folder import ResultNotWritten


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--codebook", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CODEBOOK.json."
)
@click.option("--text", "text_column", required=True, metavar="COLUMN", help="The column of the comments.")
@click.option("--id", "id_column", metavar="COLUMN", help="The column of their ids; else rows are numbered from 1.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the result.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="The same seed codes the same.")
@json_option
def code(
    file: Path, codebook: Path, text_column: str, id_column: str | None, out: Path, seed: int, as_json: bool
) -> None:
    """Code the comments in FILE, a CSV or XLSX, with the themes of a codebook.

    Writes assignments.csv (id, theme_id, rank, score; a row for every id, without a theme where none is likely enough),
    themes.json (how many each theme was given, and the groups of what is new) and new.csv (id, group). A score is the
    probability that the theme is right. The examples in the codebook teach; without any, names and definitions decide.
    """
    try:
        book = read_codebook_file(codebook)
    except CommentFileFaults as faults:
        _refuse(codebook, faults.faults, as_json)
    try:
        comments = read_comments(file, text_column, id_column)
    except CommentFileFaults as faults:
        _refuse(file, faults.faults, as_json)
    try:
        summary = _code(comments, book, out, seed)
    except ResultNotWritten as fault:
        raise click.ClickException(str(fault)) from fault
    if as_json:
        emit_json(summary)
    else:
        said = f"{summary['coded']} of {summary['comments']} comments coded, {summary['new_groups']} groups of new ones"
        say(f"{said}: {out / 'assignments.csv'}")


def _code(comments: CommentFile, book: Any, out: Path, seed: int) -> dict[str, Any]:
    # Loaded here: the analysis takes a second, which help and refusals need not wait for.
    from analysis.coding.coder import code as code_comments
    from analysis.pipeline import fit
    from analysis.result import Recipe
    from analysis.text import is_non_answer

    said = {one: text for one, text in zip(comments.ids, comments.texts, strict=True) if not is_non_answer(text)}
    move = progress(100, "Reading comments")
    result = code_comments(book.themes, [], list(said.values()), seed=seed, tick=lambda done: move(round(100 * done)))
    coded = {one: found for one, found in zip(said, result.comments, strict=True) if found.fits}
    left = [one for one in said if one not in coded]
    grouped = fit(left, [said[one] for one in left], Recipe(seed=seed)) if left else None
    return write_coding(comments.ids, coded, grouped, book, out, silent=len(comments.ids) - len(said), seed=seed)


def _refuse(file: Path, faults: list[Rejection], as_json: bool) -> NoReturn:
    """End with 2 and every fault in its place."""
    if as_json:
        emit_json({"rejected": [fault.as_dict() for fault in faults]})
    for fault in faults:
        line = f", line {fault.line}" if fault.line else ""
        column = f", column {fault.column}" if fault.column else ""
        say(f"{file.name}{line}{column}: {fault.message}")
    raise click.exceptions.Exit(2)
