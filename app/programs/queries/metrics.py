"""Reads of what is measured about partners."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.db import database
from app.programs.models import Metric, Observation, Partner, PartnerRole
from app.programs.periods import period_ends, period_starts
from app.programs.queries.partners import Names


@dataclass(frozen=True)
class PartnerMetrics:
    """What was measured about one partner: the newest periods in order, and for each metric its values in them."""

    periods: tuple[str, ...]
    rows: tuple[tuple[Metric, tuple[Decimal | None, ...]], ...]


def metrics(program_id: int) -> Sequence[Metric]:
    """Return what is measured in the program."""
    return database.session.scalars(select(Metric).where(Metric.program_id == program_id).order_by(Metric.name)).all()


def metric(program_id: int, key: str) -> Metric | None:
    """Return the metric with this key."""
    return database.session.scalar(select(Metric).where(Metric.program_id == program_id, Metric.key == key))


def observations(metric_id: int, *, roles: Names = (), markets: Names = ()) -> dict[str, dict[int, Decimal]]:
    """Return {period: {partner row: value}} of a metric, of the partners that match; periods in order."""
    wanted = (
        select(Observation.period, Observation.partner_id, Observation.value)
        .join(Partner, Partner.id == Observation.partner_id)
        .where(Observation.metric_id == metric_id)
    )
    if roles:
        wanted = wanted.where(Partner.id.in_(select(PartnerRole.partner_id).where(PartnerRole.role.in_(roles))))
    if markets:
        wanted = wanted.where(Partner.market.in_(markets))
    found: dict[str, dict[int, Decimal]] = {}
    for period, partner_id, value in database.session.execute(wanted):
        found.setdefault(period, {})[partner_id] = value
    return {period: found[period] for period in sorted(found, key=_in_time)}


def latest_values(program_id: int, as_at: dt.date) -> dict[int, dict[str, Decimal]]:
    """Return {partner row: {metric key: value}}, of each metric the newest period that had ended by that day."""
    rows = database.session.execute(
        select(Observation.partner_id, Metric.key, Observation.period, Observation.value)
        .join(Metric, Metric.id == Observation.metric_id)
        .where(Metric.program_id == program_id)
    )
    ended = [row for row in rows if period_ends(row.period) <= as_at]
    found: dict[int, dict[str, Decimal]] = {}
    for partner_id, key, _, value in sorted(ended, key=lambda row: _in_time(row.period)):
        found.setdefault(partner_id, {})[key] = value
    return found


def partner_metrics(partner_id: int, most: int = 4) -> PartnerMetrics:
    """Return what was measured about a partner in its newest periods, at most `most` of them."""
    rows = database.session.execute(
        select(Metric, Observation.period, Observation.value)
        .join(Metric, Metric.id == Observation.metric_id)
        .where(Observation.partner_id == partner_id)
        .order_by(Metric.name)
    ).all()
    periods = sorted({row.period for row in rows}, key=_in_time)[-most:]
    values = {(row.Metric.id, row.period): row.value for row in rows}
    measured = {row.Metric.id: row.Metric for row in rows if row.period in periods}.values()
    table = ((metric, tuple(values.get((metric.id, period)) for period in periods)) for metric in measured)
    return PartnerMetrics(tuple(periods), tuple(table))


def _in_time(period: str) -> tuple[dt.date, dt.date]:
    """Order by end, of periods that end together the longest first: as text, 2026-Q4 would follow 2026-12."""
    return period_ends(period), period_starts(period)
