"""Reads of Tell and Measure."""

from app.outcomes.queries.effects import ROLE_WORDS, EffectRow, effect_of, effects_of_proposal, expectations
from app.outcomes.queries.outcomes import late, of_proposal, outcome, outcome_by_id, outcome_of, outcomes, told
from app.outcomes.queries.own import OwnChange, own_changes
from app.outcomes.queries.public import PublicChange, public_changes

__all__ = [
    "ROLE_WORDS",
    "EffectRow",
    "OwnChange",
    "PublicChange",
    "effect_of",
    "effects_of_proposal",
    "expectations",
    "late",
    "of_proposal",
    "outcome",
    "outcome_by_id",
    "outcome_of",
    "outcomes",
    "own_changes",
    "public_changes",
    "told",
]
