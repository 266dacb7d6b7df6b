"""The part of a theming run that codes: teaches the classifier people's decisions and has it read a wave's comments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.themes import queries
from app.themes.models import Theme, ThemingRun
from app.themes.services import CodedByMachine

if TYPE_CHECKING:  # the analysis is loaded in the worker only
    from analysis.coding.codebook_file import CodedTheme

_SAMPLE_DRAWN = 500


@dataclass(frozen=True)
class CodedWave:
    """What the machine made of a wave's comments, as `services.store_coding` takes it."""

    coded: Sequence[CodedByMachine]
    taught_by: int
    sample: Sequence[int]
    to_ask: Sequence[int]

    @property
    def fitting(self) -> set[int]:
        """Return the rows of the comments that are coded, which need not be grouped as new."""
        return {one.comment_id for one in self.coded if one.fits}


def code_comments(run: ThemingRun, tick: Callable[[float], None]) -> CodedWave | None:
    """Return the coding of the run's wave with the accepted codebook; None where none is left or none teaches.

    Comments that say nothing are left out. The same decisions and comments give the same coding.
    """
    themes = queries.themes(run.program_id)
    decided = queries.decisions(run.program_id, run.wave_id)
    if not themes or not any(one.theme_id for one in decided):
        return None
    # The analysis is loaded here, so that the web process never does.
    from analysis.coding.checking import sample_to_check
    from analysis.coding.coder import Example, code
    from analysis.text import is_non_answer

    comments = [one for one in queries.comments_to_code(run.wave_id) if not is_non_answer(one.text)]
    if not comments:
        return None
    result = code(
        [_described(theme) for theme in themes],
        [Example(one.text, str(one.theme_id) if one.theme_id else None) for one in decided],
        [comment.text for comment in comments],
        seed=run.seed,
        tick=tick,
    )
    coded = [
        CodedByMachine(
            comment.id,
            int(one.first.theme),
            one.first.degree,
            one.fits,
            (int(one.second.theme), one.second.degree) if one.second else None,
        )
        for comment, one in zip(comments, result.comments, strict=True)
    ]
    fits = [place for place, one in enumerate(coded) if one.fits]
    sample = [fits[place] for place in sample_to_check(len(fits), _SAMPLE_DRAWN, seed=run.seed)]
    return CodedWave(coded, result.taught_by, sample, result.to_ask)


def _described(theme: Theme) -> "CodedTheme":
    from analysis.coding.codebook_file import CodedTheme

    words = theme.words
    return CodedTheme(str(theme.id), words.name, words.definition, words.includes, words.excludes, words.examples)
