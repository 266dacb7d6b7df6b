"""Imports every table, so that migrations and mapper set-up see them all."""

from app.audit import models as audit
from app.council import models as council
from app.discussion import models as discussion
from app.identity import models as identity
from app.jobs import models as jobs
from app.notify import models as notify
from app.outcomes import models as outcomes
from app.programs import models as programs
from app.proposals import models as proposals
from app.pulse import models as pulse
from app.rules import models as rules
from app.themes import models as themes

__all__ = [
    "audit",
    "council",
    "discussion",
    "identity",
    "jobs",
    "notify",
    "outcomes",
    "programs",
    "proposals",
    "pulse",
    "rules",
    "themes",
]
