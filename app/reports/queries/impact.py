"""The executive's report: what partners brought, what was changed because of them, and whether it helped."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.outcomes import queries as outcomes
from app.programs import queries as programs
from app.programs.models import Metric
from app.programs.periods import period_ends
from app.proposals import queries as proposals
from app.pulse import queries as pulse

MONEY = {"EUR", "GBP", "USD"}
SHARE_OF_PARTNERS_NEEDED = 0.5
"""A period counts once half as many partners as in the fullest one have reported."""


@dataclass(frozen=True)
class MetricFigure:
    """A metric over all partners in the newest period and a year before: a sum of money, else a mean."""

    metric: Metric
    period: str
    value: float
    earlier_period: str | None
    earlier: float | None
    is_sum: bool
    partners: int


@dataclass(frozen=True)
class ChangeRow:
    """One change, who asked for it, what was expected and seen."""

    row: outcomes.EffectRow
    theme_name: str
    asked_by: str


@dataclass(frozen=True)
class Impact:
    """The report between two days."""

    since: dt.date
    until: dt.date
    figures: list[MetricFigure]
    recommend: pulse.QuestionTrend | None
    changes: list[ChangeRow]
    told: int
    declined: int


def impact(program_id: int, since: dt.date, until: dt.date) -> Impact:
    """Return the report; changes are what was adopted or took effect in the time."""
    told = [
        outcome
        for outcome in outcomes.outcomes(program_id)
        if outcome.told_at is not None and since <= outcome.told_at.date() <= until
    ]
    return Impact(
        since,
        until,
        [figure for metric in programs.metrics(program_id) if (figure := _figure(metric, until)) is not None],
        _recommend(program_id),
        [_change(row) for row in outcomes.expectations(program_id) if _is_within(row, since, until)],
        len(told),
        sum(outcome.state == "declined" for outcome in told),
    )


def _figure(metric: Metric, until: dt.date) -> MetricFigure | None:
    values = {period: seen for period, seen in programs.observations(metric.id).items() if period_ends(period) <= until}
    if not values:
        return None
    fullest = max(len(seen) for seen in values.values())
    full = sorted((p for p, seen in values.items() if len(seen) >= SHARE_OF_PARTNERS_NEEDED * fullest), key=period_ends)
    newest = full[-1]
    year_before = [p for p in full if (period_ends(newest) - period_ends(p)).days in range(360, 372)]
    is_sum = metric.unit in MONEY | {"deals"}

    def of(period: str) -> float:
        numbers = [float(value) for value in values[period].values()]
        return sum(numbers) if is_sum else sum(numbers) / len(numbers)

    earlier = year_before[-1] if year_before else None
    return MetricFigure(
        metric, newest, of(newest), earlier, of(earlier) if earlier else None, is_sum, len(values[newest])
    )


def _recommend(program_id: int) -> pulse.QuestionTrend | None:
    wave = pulse.latest_closed_wave(program_id)
    return pulse.trends(wave).get("recommend") if wave else None


def _is_within(row: outcomes.EffectRow, since: dt.date, until: dt.date) -> bool:
    if row.proposal.state != "in_force" or row.proposal.effective_on is None:
        return False
    decided = row.proposal.decided_at
    return since <= row.proposal.effective_on <= until or (decided is not None and since <= decided.date() <= until)


def _change(row: outcomes.EffectRow) -> ChangeRow:
    evidence = proposals.evidence_of(row.proposal.id)
    cited = evidence.content["themes"] if evidence else []
    return ChangeRow(row, ", ".join(theme["name"] for theme in cited), _asked_by(row, cited))


def _asked_by(row: outcomes.EffectRow, cited: list[dict[str, Any]]) -> str:
    """Return who asked, from the frozen evidence, e.g. "28 % of resellers"; empty where it is hidden."""
    if not cited:
        return ""
    role = row.expected.roles[0] if row.expected.roles else ""
    market = row.expected.markets[0] if row.expected.markets else ""
    segments = {(segment["role"], segment["market"]): segment for segment in cited[0]["segments"]}
    figure = segments.get((role, market)) if role or market else cited[0]["share"]
    if not figure or "share" not in figure:
        return ""
    where = f" in {market} markets" if market else ""
    return f"{figure['share']:.0%} of {outcomes.ROLE_WORDS.get(role, 'partners')}{where}".replace("%", " %", 1)
