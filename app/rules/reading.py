"""What the pages of the rulebook show, put together from versions."""

import datetime as dt
import re
from dataclasses import dataclass

from app.identity.queries import person
from app.rules import core, queries
from app.rules.models import RulebookVersion
from app.rules.presenting import (
    Change,
    Group,
    OutcomeShown,
    VersionShown,
    differences,
    outcomes_shown,
    parameter_groups,
    timeline,
)
from app.web.subjects import subject_url


@dataclass(frozen=True)
class RulesOn:
    """The rules of a day; without a version none were in force then."""

    on: dt.date
    version: RulebookVersion | None
    rulebook: core.Rulebook | None
    groups: list[Group]
    outcomes: list[OutcomeShown]
    timeline: list[VersionShown]

    @property
    def next(self) -> VersionShown | None:
        """The version that comes after the day's."""
        coming = [one for one in self.timeline if one.state != "replaced" and one.version.effective_on > self.on]
        return coming[-1] if coming else None


@dataclass(frozen=True)
class VersionPage:
    """A version, what it changed of which version, and where it came from."""

    version: RulebookVersion
    rulebook: core.Rulebook
    state: VersionShown
    before: RulebookVersion | None
    changes: list[Change]
    publisher: str
    proposal_url: str | None


def rules_on(program_id: int, on: dt.date) -> RulesOn:
    """Return the rules in force on a day, in words."""
    version = queries.version_in_force(program_id, on)
    shown = timeline(queries.versions(program_id), queries.today(program_id))
    if version is None:
        return RulesOn(on, None, None, [], [], shown)
    rulebook = queries.rulebook_of(version)
    return RulesOn(on, version, rulebook, parameter_groups(rulebook, on), outcomes_shown(rulebook), shown)


def version_page(version: RulebookVersion) -> VersionPage:
    """Return what a version's page shows."""
    program_id = version.rulebook.program_id
    before, rulebook = queries.previous_version(version), queries.rulebook_of(version)
    states = timeline(queries.versions(program_id), queries.today(program_id))
    return VersionPage(
        version,
        rulebook,
        next(one for one in states if one.version.id == version.id),
        before,
        differences(queries.rulebook_of(before), rulebook, version.effective_on) if before else [],
        person(version.published_by_id).name if version.published_by_id else "",
        subject_url(f"proposal:{version.proposal_key}") if version.proposal_key else None,
    )


def file_name(version: RulebookVersion) -> str:
    """Return what the version's document is called when it is downloaded: `rulebook-2026.1.yaml`."""
    return f"rulebook-{re.sub(r'[^A-Za-z0-9.-]', '-', version.label)}.yaml"
