"""Takes observations in: partner, metric, period, value."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.programs import queries
from app.programs.core.observations import ObservationRow, read_observations
from app.programs.models import Metric, Observation, Program
from app.shared import clock
from app.shared.tables import Rejection, Table


@dataclass
class MetricsReport:
    """What an import did, or would do."""

    accepted: int = 0
    created: int = 0
    updated: int = 0
    rejected: tuple[Rejection, ...] = ()
    stored: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return the document that `--json` prints."""
        return {
            "accepted": self.accepted,
            "created": self.created,
            "updated": self.updated,
            "rejected": [rejection.as_dict() for rejection in self.rejected],
            "stored": self.stored,
        }


def import_metrics(
    program: Program, table: Table, *, dry_run: bool = False, skip_bad: bool = False, by: Viewer | None = None
) -> MetricsReport:
    """Store the observations of a table and return what happened; a metric that isn't there is made."""
    if by:
        by.must("metrics.import")
    known = {partner.external_id: partner.id for partner in queries.partners(program.id)}
    rows, rejected = read_observations(table, partners=frozenset(known))
    report = MetricsReport(accepted=len(rows), rejected=rejected)
    stored = _stored(program.id)
    metrics = {metric.key: metric for metric in queries.metrics(program.id)}
    for row in rows:
        place = (row.metric, known[row.partner], row.period)
        report.updated += place in stored
        report.created += place not in stored
    if dry_run or (rejected and not skip_bad):
        return report
    for row in rows:
        _store(program, row, known[row.partner], metrics, stored)
    report.stored = True
    database.session.flush()
    record("metrics.import", f"program:{program.public_id}", by=by, program_id=program.id, rows=len(rows))
    return report


def observe(metric: Metric, partner_id: int, period: str, value: Decimal) -> None:
    """Add one observation."""
    database.session.add(Observation(metric_id=metric.id, partner_id=partner_id, period=period, value=value))


def _stored(program_id: int) -> dict[tuple[str, int, str], Observation]:
    rows = database.session.execute(
        select(Metric.key, Observation)
        .join(Metric, Metric.id == Observation.metric_id)
        .where(Metric.program_id == program_id)
    )
    return {(key, seen.partner_id, seen.period): seen for key, seen in rows}


def _store(
    program: Program,
    row: ObservationRow,
    partner_id: int,
    metrics: dict[str, Metric],
    stored: dict[tuple[str, int, str], Observation],
) -> None:
    if row.metric not in metrics:
        metrics[row.metric] = Metric(
            program_id=program.id, key=row.metric, name=row.metric.replace("_", " ").capitalize()
        )
        database.session.add(metrics[row.metric])
        database.session.flush()
    seen = stored.get((row.metric, partner_id, row.period))
    if seen is None:
        observe(metrics[row.metric], partner_id, row.period, row.value)
    elif seen.value != row.value:
        seen.value, seen.recorded_at = row.value, clock.now()
