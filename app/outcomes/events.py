"""What happens in Tell and Measure that others act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OutcomeChanged:
    """Partners are to be told what became of a theme."""

    outcome_id: int


@dataclass(frozen=True)
class MeasuringAsked:
    """Somebody wants the expected effects of a program measured now; `asked_in` is the program's row."""

    asked_in: int
