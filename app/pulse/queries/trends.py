"""How a question's figure went from wave to wave, and where waves can't be compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse.models import Wave
from app.pulse.queries.facts import Numbers, WaveFacts, facts, results_can_be_seen
from surveys.disclosure import Published
from surveys.identity import TrendPoint, identity_of, trend
from surveys.instrument import Question, QuestionType


@dataclass(frozen=True)
class TrendFigure:
    """A question's published figures in one wave."""

    label: str
    question: Question
    numbers: Published[Numbers]
    answered: Published[int]

    @property
    def mean(self) -> float | None:
        return self.numbers.value.mean if self.numbers.value else None


@dataclass(frozen=True)
class QuestionTrend:
    """The waves that asked the question, oldest first; `breaks` maps the index of the first wave after one to why."""

    figures: tuple[TrendFigure, ...]
    breaks: Mapping[int, str]


def trends(wave: Wave, own: WaveFacts | None = None) -> dict[str, QuestionTrend]:
    """Return the trend of each rating question up to this wave; `own` saves counting this wave again."""
    found: dict[str, list[TrendFigure]] = {}
    for other in _up_to(wave):
        figures = own if own and other.id == wave.id else facts(other)
        for key, published in figures.questions.items():
            if published.question.type is QuestionType.RATING:
                one = TrendFigure(other.label, published.question, published.numbers, published.answered)
                found.setdefault(key, []).append(one)
    asked_here = own.questions if own else facts(wave).questions
    return {key: QuestionTrend(tuple(figures), _breaks(figures)) for key, figures in found.items() if key in asked_here}


def _up_to(wave: Wave) -> list[Wave]:
    earlier = database.session.scalars(
        select(Wave)
        .where(Wave.survey_id == wave.survey_id, Wave.position <= wave.position, Wave.state != "draft")
        .order_by(Wave.position, Wave.id)
    )
    return [one for one in earlier if results_can_be_seen(one)]


def _breaks(figures: list[TrendFigure]) -> dict[int, str]:
    points = [TrendPoint(figure.label, identity_of(figure.question), figure.mean) for figure in figures]
    breaks: dict[int, str] = {}
    place = 0
    for segment in trend(points):
        if segment.reason:
            breaks[place] = segment.reason
        place += len(segment.points)
    return breaks
