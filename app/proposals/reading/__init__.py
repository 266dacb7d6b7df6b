"""What the pages of Propose show: a proposal's steps, changes, movement, expectations and links, in words."""

from app.proposals.reading.chain import chain
from app.proposals.reading.changes import ChangeLine, change_lines, parameters_today
from app.proposals.reading.expectations import Expectation, expectations, measures
from app.proposals.reading.movement import OutcomeMovement, SegmentRow, movement, outdated
from app.proposals.reading.steps import Step, steps

__all__ = [
    "ChangeLine",
    "Expectation",
    "OutcomeMovement",
    "SegmentRow",
    "Step",
    "chain",
    "change_lines",
    "expectations",
    "measures",
    "movement",
    "outdated",
    "parameters_today",
    "steps",
]
