"""Reads of Tell and Measure."""

from app.outcomes.queries.effects import (
    ROLE_WORDS,
    EffectRow,
    effect_of,
    effects_of_proposal,
    expectations,
    expected_effect,
    expected_in_force,
)
from app.outcomes.queries.outcomes import (
    late,
    of_proposal,
    outcome,
    outcome_by_id,
    outcome_of,
    outcomes,
    planned_with_proposal,
)
from app.outcomes.queries.own import OwnChange, OwnMove, Taken, own_changes, taken, waiting
from app.outcomes.queries.public import PublicChange, public_changes
from app.outcomes.queries.telling import Telling, people_to_tell, tellings, told, told_of_all

__all__ = [
    "ROLE_WORDS",
    "EffectRow",
    "OwnChange",
    "OwnMove",
    "PublicChange",
    "Taken",
    "Telling",
    "effect_of",
    "effects_of_proposal",
    "expectations",
    "expected_effect",
    "expected_in_force",
    "late",
    "of_proposal",
    "outcome",
    "outcome_by_id",
    "outcome_of",
    "outcomes",
    "own_changes",
    "people_to_tell",
    "planned_with_proposal",
    "public_changes",
    "taken",
    "tellings",
    "told",
    "told_of_all",
    "waiting",
]
