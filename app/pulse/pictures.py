"""A wave's published figures as the charts and sentences of its page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from app.pulse import queries
from app.pulse.models import Wave
from app.pulse.queries import Numbers, PublishedFacts, QuestionTrend, TrendFigure
from app.web.charts import TrendBreak, TrendLine, TrendPoint, scale_of
from surveys.disclosure import Published, PublishedTable, combine
from surveys.instrument import QuestionType
from surveys.wording import label_of


@dataclass(frozen=True)
class ChoiceRow:
    """One value of a question: how many chose it, and which share of those who answered."""

    label: str
    count: Published[int]
    share: Published[float]


@dataclass(frozen=True)
class TrendPicture:
    """What the trend chart draws, with the sentence that reads it."""

    lines: Sequence[TrendLine]
    breaks: Sequence[TrendBreak]
    low: float
    high: float
    reading: str


@dataclass(frozen=True)
class QuestionPicture:
    """One question's results."""

    facts: PublishedFacts
    rows: Sequence[ChoiceRow]
    trend: TrendPicture | None
    segments: PublishedTable[float | None] | None

    @property
    def all_hidden(self) -> bool:
        """Whether not one value's count is shown, so that one sentence says as much as a table."""
        return bool(self.rows) and not any(row.count.shown for row in self.rows)


def pictures(wave: Wave) -> tuple[Published[int], list[QuestionPicture]]:
    """Return how many answered, and each question's results in the questionnaire's order."""
    found = queries.facts(wave)
    trends = queries.trends(wave, found)
    return found.submissions, [
        QuestionPicture(
            facts=one,
            rows=_rows(one),
            trend=_trend(trends[key]) if key in trends else None,
            segments=queries.segment_means(wave, one) if one.question.type is QuestionType.RATING else None,
        )
        for key, one in found.questions.items()
    ]


def mean_sentence(numbers: Numbers | None) -> str:
    """Return a mean with its interval as a sentence; empty where there is none."""
    if numbers is None or numbers.mean is None:
        return ""
    rounded = f", rounded to {numbers.step:g} to protect small counts" if numbers.step and numbers.step > 0.1 else ""
    if numbers.low is None or numbers.high is None:
        return f"{numbers.mean:.1f} on average{rounded}"
    return (
        f"{numbers.mean:.1f} on average, between {numbers.low:.1f} and {numbers.high:.1f} at 95 % confidence{rounded}"
    )


def _rows(one: PublishedFacts) -> list[ChoiceRow]:
    """Return a row for each value; neighbours on a scale of numbers that are hidden alike share one, as 0–3."""
    rows = [
        ChoiceRow(label_of(one.question, value, "en"), count, combine(_share, count, one.answered))
        for value, count in one.counts.items()
    ]
    if one.question.type is not QuestionType.RATING:
        return rows
    joined: list[ChoiceRow] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last and not row.count.shown and last.count == row.count and row.label.isdecimal():
            joined[-1] = replace(last, label=f"{last.label.split('–')[0]}–{row.label}")
        else:
            joined.append(row)
    return joined


def _share(count: int, answered: int) -> float:
    return count / answered if answered else 0.0


def _trend(trend: QuestionTrend) -> TrendPicture | None:
    if len(trend.figures) < 2:
        return None
    question = trend.figures[-1].question
    line = TrendLine([_point(figure) for figure in trend.figures])
    breaks = [TrendBreak(place, f"{reason[:1].upper()}{reason[1:]}.") for place, reason in trend.breaks.items()]
    return TrendPicture([line], breaks, *scale_of([line], question.lowest, question.highest), _reading(trend))


def _point(figure: TrendFigure) -> TrendPoint:
    numbers = figure.numbers.value or Numbers()
    answered = "" if figure.answered.value is None else str(figure.answered.value)
    return TrendPoint(figure.label, numbers.mean, numbers.low, numbers.high, answered)


def _reading(trend: QuestionTrend) -> str:
    """Return what the newest wave says beside the one before, where the two can be compared."""
    last, before = trend.figures[-1], trend.figures[-2]
    if last.mean is None:
        return f"{last.label} has no mean that can be shown."
    if len(trend.figures) - 1 in trend.breaks:
        return f"{last.mean:.1f} in {last.label}; the waves before it can't be compared."
    if before.mean is None:
        return f"{last.mean:.1f} in {last.label}; {before.label} has no mean that can be shown."
    change = last.mean - before.mean
    told = f"{last.mean:.1f} in {last.label}, {before.mean:.1f} in {before.label}"
    if abs(change) <= hypot(_reach(last), _reach(before)):
        return f"{told}: no clear change."
    return f"{told}: {'higher' if change > 0 else 'lower'}, by more than chance."


def _reach(figure: TrendFigure) -> float:
    """Return half the width of a mean's interval; the difference of two means reaches as far as both together."""
    numbers = figure.numbers.value
    if numbers is None or numbers.low is None or numbers.high is None:
        return float("inf")
    return (numbers.high - numbers.low) / 2
