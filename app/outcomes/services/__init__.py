"""The verbs of Tell and Measure."""

from app.outcomes.services.effects import measure_effect
from app.outcomes.services.outcomes import promise_outcome, set_outcome, tell

__all__ = ["measure_effect", "promise_outcome", "set_outcome", "tell"]
