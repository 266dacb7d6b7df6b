"""Says in figures how well the comments fit the themes they were given."""

from dataclasses import dataclass
from statistics import median

from analysis.result import ThemingResult


@dataclass(frozen=True, slots=True)
class Fit:
    """How many comments carry a theme, how near the median one is to the middle of its group (0–1), and the share
    of them that another theme is nearly as near to. loose: how many hardly fit any theme; None where it isn't known.
    """

    themed: int
    closeness: float
    with_another: float
    loose: int | None = None


def fits(result: ThemingResult) -> dict[str, Fit]:
    """Return the fit of each theme's comments by the theme's id, and under "" that of all; empty ones are left out."""
    scores: dict[str, list[float]] = {theme.id: [] for theme in result.themes if not theme.is_non_answers}
    main: dict[str, str] = {}
    others: dict[str, set[str]] = {theme: set() for theme in scores}
    for one in result.assignments:  # sorted by comment, the primary theme first
        if one.rank == 1 and one.theme_id in scores:
            main = {one.id: one.theme_id}
            scores[one.theme_id].append(one.score)
        elif one.rank > 1 and one.id in main:
            others[main[one.id]].add(one.id)
    loose = {one.theme_id: one.loose for one in getattr(result, "quality", ())}
    found = {theme: _fit(of, len(others[theme]), loose.get(theme)) for theme, of in scores.items() if of}
    every = [score for of in scores.values() for score in of]
    whole = _fit(every, sum(map(len, others.values())), sum(loose.values()) if loose else None) if every else None
    return {"": whole, **found} if whole else {}


def _fit(scores: list[float], with_another: int, loose: int | None) -> Fit:
    return Fit(len(scores), median(scores), with_another / len(scores), loose)
