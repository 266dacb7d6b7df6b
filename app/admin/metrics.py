"""Figures for a monitoring system, in Prometheus's text format. They count; they name nobody and no address."""

import os
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from app.jobs import queries as jobs
from app.notify import queries as outbox

_counted = CollectorRegistry()
requests = Counter("parley_requests", "Answered requests.", ["method", "endpoint", "status"], registry=_counted)


class StoredFigures(Collector):
    """What the database says now; the same in every web process."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield jobs and messages by state, and the longest wait in seconds."""
        yield _by_state("parley_jobs", "Jobs by state.", jobs.counts_by_state())
        yield _by_state("parley_messages", "Mails by state.", outbox.counts_by_state())
        wait = jobs.longest_wait().total_seconds()
        yield GaugeMetricFamily("parley_oldest_due_job_seconds", "How long the oldest job that is due waits.", wait)


def as_text() -> bytes:
    """Return all figures: what is stored, and the requests of all web processes."""
    stored = CollectorRegistry()
    stored.register(StoredFigures())
    return generate_latest(stored) + generate_latest(_all_processes())


def _by_state(name: str, meaning: str, counts: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, meaning, labels=["state"])
    for state, number in counts.items():
        family.add_metric([state], number)
    return family


def _all_processes() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return _counted
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
