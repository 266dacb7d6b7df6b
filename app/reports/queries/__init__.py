"""Reads over all domains: what waits where, the overview, the chain, the impact."""

from app.reports.queries.chain import chain_of
from app.reports.queries.impact import Impact, impact
from app.reports.queries.overview import Overview, overview
from app.reports.queries.stations import STATIONS, waiting_at
from app.reports.queries.waiting import Task, waiting_for
from app.reports.queries.wave_report import WaveReport, wave_report

__all__ = [
    "STATIONS",
    "Impact",
    "Overview",
    "Task",
    "WaveReport",
    "chain_of",
    "impact",
    "overview",
    "waiting_at",
    "waiting_for",
    "wave_report",
]
