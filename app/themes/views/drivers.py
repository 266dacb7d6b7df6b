"""The page of what goes with a rating."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response

from app.identity.access import requires
from app.pulse.models import Wave
from app.themes import queries
from app.themes.views import bp
from app.themes.views.chosen import chosen
from app.web.respond import page
from surveys.instrument import Question

LEAST_REACH = 1.0
"""Points of the scale that the axis reaches to both sides at least, so that a small difference looks small."""


@bp.get("/themes/drivers")
@requires("themes.see")
def drivers() -> Response:
    choice = chosen()
    asked = _asked(choice.wave)
    rows = queries.driver_rows(choice.wave, asked.question.key) if choice.wave and asked.question else []
    return page("themes/drivers.html", choice=choice, asked=asked, rows=rows, reach=_reach(rows))


@dataclass(frozen=True)
class _Asked:
    """The rated questions of the wave, and the chosen one."""

    questions: Sequence[Question]
    question: Question | None


def _asked(wave: Wave | None) -> _Asked:
    """Return the questions and the one that the address chooses, else the first."""
    questions = queries.rated_questions(wave) if wave else []
    wanted = request.args.get("question", "")
    return _Asked(questions, next((one for one in questions if one.key == wanted), next(iter(questions), None)))


def _reach(rows: Sequence[queries.DriverRow]) -> float:
    """Return how far the common axis reaches to both sides of no difference, in points of the scale."""
    shown = [found for row in rows if (found := row.driver.value)]
    return max([LEAST_REACH, *(abs(end) for found in shown for end in (found.low, found.high))])
