"""Judges how the comments of each theme feel, on a sample of each that keeps the cost the same for any size."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from statistics import fmean

from analysis.collection import digest
from analysis.result import ThemingResult
from analysis.sentiment import FeelingBand, feeling, feeling_band
from analysis.text import guess_language

MOST_JUDGED = 200


@dataclass(frozen=True, slots=True)
class ThemeFeelings:
    """How a theme's comments feel: mean in −1…1 and share of each band; of so many that could be judged."""

    judged: int
    mean: float
    shares: dict[FeelingBand, float]


def feelings_of_themes(
    result: ThemingResult, text_of: Callable[[str], str], progress: Callable[[float], None] | None = None
) -> dict[str, ThemeFeelings]:
    """Return the feelings of each theme's comments by the theme's id; themes in which none can be judged are left out.

    At most 200 comments of a theme are judged, drawn by the digests of their ids, so that the same comments are
    drawn every time. Each is judged in the language it is guessed to be of.
    """
    found = {}
    drawn = _drawn(result)
    for number, (theme_id, ids) in enumerate(drawn.items(), start=1):
        scores = [score for one in ids if (score := _judged(text_of(one))) is not None]
        if scores:
            bands = [feeling_band(score) for score in scores]
            shares = {band: bands.count(band) / len(bands) for band in FeelingBand}
            found[theme_id] = ThemeFeelings(len(scores), fmean(scores), shares)
        if progress:
            progress(number / len(drawn))
    return found


def _drawn(result: ThemingResult) -> Mapping[str, list[str]]:
    ids: dict[str, list[str]] = {theme.id: [] for theme in result.themes if not theme.is_non_answers}
    for assignment in result.assignments:
        if assignment.rank == 1 and assignment.theme_id in ids:
            ids[assignment.theme_id].append(assignment.id)
    return {theme: nsmallest(MOST_JUDGED, members, key=digest) for theme, members in ids.items()}


def _judged(text: str) -> float | None:
    # A guess that can't be relied on is judged too: short comments ("too slow") never reach its certainty.
    return feeling(text, guess_language(text).code)
