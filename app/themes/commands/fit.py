"""`./parley themes fit`: themes from any file of comments."""

from functools import partial
from pathlib import Path
from typing import Any, Literal, NoReturn

import click

from app.shared.commands import emit_json, json_option, progress, say
from app.themes.comment_files import CommentFile, CommentFileFaults, read_comments, write_theming
from app.themes.result_folder import ResultNotWritten, result_folder


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--text", "text_column", required=True, metavar="COLUMN", help="The column of the comments.")
@click.option("--id", "id_column", metavar="COLUMN", help="The column of their ids; else rows are numbered from 1.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the result.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=1,
    show_default=True,
    help="The same seed gives the same themes.",
)
@click.option(
    "--themes", "wanted", type=click.IntRange(1, 500), help="How many themes; else by the number of comments."
)
@click.option("--fast", is_flag=True, help="Read a sample with the language model and predict the rest.")
@click.option("--semantic", is_flag=True, help="Read every comment with the language model.")
@json_option
def fit(
    file: Path,
    text_column: str,
    id_column: str | None,
    out: Path,
    seed: int,
    wanted: int | None,
    fast: bool,
    semantic: bool,
    as_json: bool,
) -> None:
    """Find the themes of the comments in FILE, a CSV or XLSX.

    Writes themes.json, assignments.csv (id, theme_id, subtheme_id, rank, score; every id has a row) and report.html.
    Comments that say nothing are a theme of their own. Without --fast or --semantic the number of comments decides.
    """
    if fast and semantic:
        raise click.UsageError("Choose --fast or --semantic, not both.")
    mode: Literal["auto", "fast", "semantic"] = "fast" if fast else "semantic" if semantic else "auto"
    bars = _Bars()
    try:
        comments = read_comments(file, text_column, id_column, progress=partial(bars.tell, "reading comments"))
    except CommentFileFaults as faults:
        _refuse(file, faults, as_json)
    try:
        summary = _fit(comments, out, bars, mode=mode, seed=seed, wanted=wanted, title=f"What {file.stem} says")
    except ResultNotWritten as fault:
        raise click.ClickException(str(fault)) from fault
    if wanted and summary["themes"] < wanted:
        say(f"You asked for {wanted} themes; these comments hold {summary['themes']}.")
    if as_json:
        emit_json(summary)
    else:
        say(f"{summary['comments']} comments, {summary['themes']} themes: {out / 'report.html'}")


def _fit(
    comments: CommentFile,
    out: Path,
    bars: "_Bars",
    *,
    mode: Literal["auto", "fast", "semantic"],
    seed: int,
    wanted: int | None,
    title: str,
) -> dict[str, Any]:
    # Loaded here: the analysis takes a second, which help and refusals need not wait for.
    from analysis.pipeline import fit as find_themes
    from analysis.result import Recipe

    recipe = Recipe(mode=mode, seed=seed, themes=wanted)
    with result_folder(out) as folder:
        result = find_themes(comments.ids, comments.texts, recipe, progress=bars.tell)
        texts_by_id = dict(zip(comments.ids, comments.texts, strict=True))
        write_theming(result, texts_by_id, folder, title=title, progress=partial(bars.tell, "judging feelings"))
    silent = next((theme.size for theme in result.themes if theme.is_non_answers), 0)
    return {
        "comments": result.comments,
        "themes": sum(not theme.is_non_answers for theme in result.themes),
        "subthemes": sum(len(theme.subthemes) for theme in result.themes if not theme.is_non_answers),
        "non_answers": silent,
        "mode": result.mode,
        "seed": seed,
        "input_digest": result.input_digest,
        "files": {name: str(out / name) for name in ("themes.json", "assignments.csv", "report.html")},
    }


class _Bars:
    """A bar for each step of the theming."""

    def __init__(self) -> None:
        self._step, self._done = "", 0

    def tell(self, step: str, share: float) -> None:
        if step != self._step:
            self._end()
            self._step, self._move = step, progress(100, step.capitalize())
        self._done = round(100 * share)
        self._move(self._done)

    def _end(self) -> None:
        """Let a step that told only its start be seen to end."""
        if self._step and self._done < 100:
            self._move(100)


def _refuse(file: Path, faults: CommentFileFaults, as_json: bool) -> NoReturn:
    """End with 2 and every fault in its place."""
    if as_json:
        emit_json({"rejected": [fault.as_dict() for fault in faults.faults]})
    for fault in faults.faults:
        column = f", column {fault.column}" if fault.column else ""
        say(f"{file.name}, line {fault.line}{column}: {fault.message}")
    raise click.exceptions.Exit(2)
