"""Takes observations in: partner, metric, period, value."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from sqlalchemy import select

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.programs import queries
from app.programs.core.observations import ObservationReading, ObservationRow, read_observation_file
from app.programs.models import Metric, Observation, Program
from app.programs.services.reports import ImportReport
from app.shared.tables import DEFAULT_LIMITS, TableLimits
from app.shared.tables.source import Source


def read_metrics(
    program_id: int,
    source: Source,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    limits: TableLimits = DEFAULT_LIMITS,
) -> ObservationReading:
    """Return what a file says about the program's partners. Writes nothing."""
    return read_observation_file(
        source,
        partners=queries.external_ids(program_id),
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        limits=limits,
    )


def import_metrics(
    program: Program,
    reading: ObservationReading,
    *,
    dry_run: bool = False,
    skip_bad: bool = False,
    by: Viewer | None = None,
    tell: Callable[[int], object] = lambda done: None,
) -> ImportReport:
    """Store the observations of a reading and return what happened; a metric that isn't there is made.

    With a rejected row nothing is stored unless `skip_bad`; `tell` hears how many rows are done.
    """
    if by:
        by.must("metrics.import")
    partners = queries.external_ids(program.id)
    metrics = {metric.key: metric for metric in queries.metrics(program.id)}
    report = ImportReport(
        accepted=len(reading.rows), rejected=reading.rejected, notes=reading.notes, is_refused=reading.is_refused
    )
    stores = not (dry_run or report.stops(skip_bad=skip_bad))
    done = 0
    for (key, period), rows in _grouped(reading.rows).items():
        metric = metrics.get(key)
        seen = _seen(metric, period) if metric else {}
        report.updated += sum(partners[row.partner] in seen for row in rows)
        if stores:
            metrics[key] = metric or _new_metric(program.id, key)
            _store(metrics[key], rows, partners, seen)
            done += len(rows)
            tell(done)
    report.created = report.accepted - report.updated
    if stores:
        report.stored = True
        counts = {"created": report.created, "updated": report.updated, "rejected": len(report.rejected)}
        record("metrics.import", f"program:{program.public_id}", by=by, program_id=program.id, **counts)
    return report


def observe(metric: Metric, partner_id: int, period: str, value: Decimal) -> None:
    """Add one observation."""
    database.session.add(Observation(metric_id=metric.id, partner_id=partner_id, period=period, value=value))


def _grouped(rows: Iterable[ObservationRow]) -> dict[tuple[str, str], list[ObservationRow]]:
    """The rows by metric and period, so that only what they concern is read back."""
    grouped: dict[tuple[str, str], list[ObservationRow]] = {}
    for row in rows:
        grouped.setdefault((row.metric, row.period), []).append(row)
    return grouped


def _seen(metric: Metric, period: str) -> dict[int, Observation]:
    wanted = select(Observation).where(Observation.metric_id == metric.id, Observation.period == period)
    return {seen.partner_id: seen for seen in database.session.scalars(wanted)}


def _new_metric(program_id: int, key: str) -> Metric:
    metric = Metric(program_id=program_id, key=key, name=key.replace("_", " ").capitalize())
    database.session.add(metric)
    database.session.flush()
    return metric


def _store(metric: Metric, rows: list[ObservationRow], partners: dict[str, int], seen: dict[int, Observation]) -> None:
    for row in rows:
        partner_id = partners[row.partner]
        earlier = seen.get(partner_id)
        if earlier is None:
            observe(metric, partner_id, row.period, row.value)
        elif earlier.value != row.value:
            earlier.value = row.value
    database.session.flush()
