"""Says in figures how well the comments fit the themes they were given."""

from dataclasses import dataclass
from statistics import median

from analysis.result import ThemingResult


@dataclass(frozen=True, slots=True)
class Fit:
    """How many comments carry a theme, how near the median one is to the middle of its group (0–1), and the share
    of them that another theme is nearly as near to.
    """

    themed: int
    closeness: float
    with_another: float


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
    found = {theme: _fit(of, len(others[theme])) for theme, of in scores.items() if of}
    every = [score for of in scores.values() for score in of]
    return {"": _fit(every, sum(map(len, others.values()))), **found} if every else {}


def _fit(scores: list[float], with_another: int) -> Fit:
    return Fit(len(scores), median(scores), with_another / len(scores))
