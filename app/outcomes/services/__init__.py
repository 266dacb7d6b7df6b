"""The verbs of Tell and Measure."""

from app.outcomes.services.answers import answer, fulfil, outcome_to_answer, promise_outcome, seen_of, set_outcome
from app.outcomes.services.effects import ask_to_measure, measure_effect
from app.outcomes.services.telling import tell

__all__ = [
    "answer",
    "ask_to_measure",
    "fulfil",
    "measure_effect",
    "outcome_to_answer",
    "promise_outcome",
    "seen_of",
    "set_outcome",
    "tell",
]
