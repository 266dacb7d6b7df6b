"""The rules as pages show them: parameters in groups, decision tables in words, differences between versions."""

from app.rules.presenting.differences import Change, differences
from app.rules.presenting.parameters import Group, parameter_groups
from app.rules.presenting.tables import OutcomeShown, outcomes_shown
from app.rules.presenting.timeline import VersionShown, timeline

__all__ = [
    "Change",
    "Group",
    "OutcomeShown",
    "VersionShown",
    "differences",
    "outcomes_shown",
    "parameter_groups",
    "timeline",
]
