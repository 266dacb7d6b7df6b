"""Reads of Adapt."""

from app.rules.queries.population import Standing, population, population_for, standing
from app.rules.queries.scorecards import scorecard, scorecards, tiers_upward
from app.rules.queries.versions import (
    previous_version,
    rulebook,
    rulebook_of,
    today,
    version,
    version_by_id,
    version_in_force,
    version_of_proposal,
    versions,
)

__all__ = [
    "Standing",
    "population",
    "population_for",
    "previous_version",
    "rulebook",
    "rulebook_of",
    "scorecard",
    "scorecards",
    "standing",
    "tiers_upward",
    "today",
    "version",
    "version_by_id",
    "version_in_force",
    "version_of_proposal",
    "versions",
]
