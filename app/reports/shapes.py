"""Turns what the reports read into what the components draw."""

from decimal import Decimal
from typing import Any

from app.outcomes.core.verdict import VERDICT_WORDS
from app.outcomes.wording import seen_words
from app.pulse import queries as pulse
from app.reports.queries import Impact, Overview, Task, WaveReport
from app.reports.queries.impact import MONEY, MetricFigure
from app.themes.core.segments import Prevalence
from app.web.charts import TrendBreak, TrendLine, TrendPoint, scale_of
from app.web.filters import FILTERS
from surveys.disclosure import Published, combine
from surveys.instrument import Question
from surveys.wording import label_of


def tasks_as_rows(tasks: list[Task]) -> list[dict[str, Any]]:
    """Return the rows of a to-do list."""
    return [
        {
            "url": task.url,
            "title": task.title,
            "detail": task.detail,
            "due": _due(task),
            "late": task.late,
        }
        for task in tasks
    ]


def _due(task: Task) -> str:
    if task.by is None:
        return ""
    if task.late:
        return FILTERS["until"](task.by)
    day = FILTERS["day"](task.by)
    return day if task.is_date else f"due {day}"


def overview_facts(shown: Overview) -> list[dict[str, Any]]:
    """Return the figures beside the trend."""
    response = shown.response
    rows: list[dict[str, Any]] = []
    if response is not None and response.invited:
        detail = f"{response.answered} of {response.invited} people"
        rows.append({"label": "Response", "value": FILTERS["percent"](response.rates.rr2), "detail": detail})
        detail = f"of {response.organisations_invited} that were asked"
        rows.append({"label": "Organisations", "value": response.organisations_answered, "detail": detail})
    elif response is not None:
        rows.append({"label": "Answers", "value": response.answered, "detail": "imported"})
    if shown.loop_days is not None:
        days = FILTERS["plural"](shown.loop_days, "day", "days")
        rows.append({"label": "Loop time", "value": days, "detail": "from the end of a wave to its answer"})
    if shown.themes:
        rows.append(
            {
                "label": "Answered",
                "value": f"{shown.answered} of {shown.themes}",
                "detail": "themes have an answer",
            }
        )
    return rows


def trend_lines(trend: pulse.QuestionTrend) -> list[TrendLine]:
    """Return the line of a question over waves; a hidden wave is a gap."""
    points = []
    for figure in trend.figures:
        numbers = figure.numbers.value
        answered = figure.answered.value
        detail = f"{answered} answers" if answered is not None else ""
        points.append(
            TrendPoint(figure.label, numbers.mean, numbers.low, numbers.high, detail)
            if numbers and numbers.mean is not None
            else TrendPoint(figure.label, None)
        )
    return [TrendLine(points)]


def trend_scale(trend: pulse.QuestionTrend) -> tuple[float, float]:
    """Return from where to where the scale of a question's trend is drawn."""
    question = trend.figures[-1].question
    return scale_of(trend_lines(trend), question.lowest, question.highest)


def trend_breaks(trend: pulse.QuestionTrend) -> list[TrendBreak]:
    """Return where a question's scale changed."""
    return [TrendBreak(place, reason) for place, reason in trend.breaks.items()]


def trend_reading(trend: pulse.QuestionTrend) -> str:
    """Return the chart's finding in a sentence."""
    question = trend.figures[-1].question
    scale = f"Mean of {question.lowest}–{question.highest}, band: 95 %."
    shown = [figure for figure in trend.figures if figure.mean is not None]
    if len(shown) < 2 or trend.breaks:
        return scale
    first, last = shown[0].numbers.value, shown[-1].numbers.value
    if first is None or last is None or first.high is None or last.low is None:
        return scale
    if last.low > (first.high or 0):
        return f"{scale} Higher than in {shown[0].label}: more than chance."
    if first.low is not None and last.high is not None and last.high < first.low:
        return f"{scale} Lower than in {shown[0].label}: more than chance."
    return f"{scale} No clear change since {shown[0].label}."


def impact_figures(report: Impact) -> list[dict[str, Any]]:
    """Return the big figures of the impact report, at most six."""
    sums_first = sorted(report.figures, key=lambda one: (one.metric.unit not in MONEY, not one.is_sum))
    rows = [_metric_fact(figure) for figure in sums_first[:5]]
    recommend = report.recommend.figures[-1].numbers.value if report.recommend else None
    if report.recommend and recommend and recommend.mean is not None:
        detail = trend_reading(report.recommend).split(". ")[-1]
        label = report.recommend.figures[-1].question.title.in_language("en")
        rows.append({"label": label, "value": FILTERS["number"](recommend.mean, 1), "detail": detail})
    return rows


def impact_sentence(report: Impact) -> str:
    """Return the report's finding in a sentence."""
    seen = [change.row.effect.verdict for change in report.changes if change.row.effect]
    if not seen:
        return "No change of this time has been measured yet."
    helped = seen.count("helped")
    if len(seen) == 1:
        return f"The one change that could be measured {'helped' if helped else 'was not seen to help'}."
    return f"{helped} of {len(seen)} measured changes helped."


def answer_label(question: Question, value: str) -> str:
    """Return an answer in the question's own words."""
    return label_of(question, value, "en")


def share_words(value: Prevalence) -> str:
    """Return a share as it is read aloud."""
    if value.complete:
        return f"{value.share:.0%} of organisations; all that were asked answered".replace("%", " percent")
    return f"{value.share:.0%}, between {value.low:.0%} and {value.high:.0%} of organisations".replace("%", " percent")


def share_only(share: Published[Prevalence]) -> Published[float]:
    """Return the share alone, hidden where it is hidden."""
    return combine(lambda value: value.share, share)


def wave_sentence(report: WaveReport) -> str:
    """Return a wave's report in a sentence."""
    widest = [one.name for one in report.themes[:2] if one.share.shown] or [one.label for one in report.groups[:2]]
    said = f" Most often: {' and '.join(widest)}." if widest else ""
    answered = report.facts.submissions.value
    people = f"{answered} people answered." if answered is not None else "Too few answered to show results."
    return f"{people}{said}"


def _metric_fact(figure: MetricFigure) -> dict[str, Any]:
    change, before = "", FILTERS["period"](figure.earlier_period or "")
    if figure.earlier and figure.metric.unit == "percent":
        change = f"{figure.value - figure.earlier:+.1f} points on {before} · ".replace("-", "−")
    elif figure.earlier:
        share = 100 * (figure.value - figure.earlier) / abs(figure.earlier)
        change = f"{share:+.0f} % on {before} · ".replace("-", "−", 1)
    of = "" if figure.is_sum else "mean of "
    detail = f"{change}{of}{figure.partners} partners, {FILTERS['period'](figure.period)}"
    return {"label": figure.metric.name, "value": _metric_value(figure), "detail": detail}


def _metric_value(figure: MetricFigure) -> str:
    """Return the figure short enough to be read at a glance."""
    unit = figure.metric.unit
    if unit in MONEY:
        if figure.value >= 1_000_000:
            millions, rest = divmod(round(figure.value / 100_000), 10)
            return f"{FILTERS['money'](Decimal(millions), unit)}{f'.{rest}' if rest else ''} m"
        return str(FILTERS["money"](Decimal(round(figure.value)), unit))
    number = FILTERS["number"](figure.value, 0 if figure.is_sum else 1)
    return f"{number} %" if unit == "percent" else f"{number} {unit}".strip()


SHAPES = {
    "answer_label": answer_label,
    "impact_figures": impact_figures,
    "impact_sentence": impact_sentence,
    "overview_facts": overview_facts,
    "seen_words": seen_words,
    "share_only": share_only,
    "share_words": share_words,
    "tasks_as_rows": tasks_as_rows,
    "trend_breaks": trend_breaks,
    "trend_lines": trend_lines,
    "trend_reading": trend_reading,
    "trend_scale": trend_scale,
    "verdict_words": VERDICT_WORDS,
    "wave_sentence": wave_sentence,
}
