"""What happens in Tell that others act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OutcomeChanged:
    outcome_id: int
