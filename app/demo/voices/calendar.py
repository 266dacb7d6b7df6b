"""The demo's five quarterly waves: when each opened and closed, and what is already in of the open one."""

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class DemoWave:
    """A wave of the pulse; answers are in until `answered_until_hours` after its opening.

    `response` is the share (0–1) of those asked whose answers are in.
    """

    number: int
    label: str
    opens_at: datetime
    closes_at: datetime
    response: float
    answered_until_hours: float

    @property
    def open_hours(self) -> float:
        """Return how long the wave is open in all, in hours."""
        return (self.closes_at - self.opens_at).total_seconds() / 3600


Day = tuple[int, int, int]


def _wave(number: int, label: str, opens: Day, closes: Day, response: float) -> DemoWave:
    opens_at = datetime(*opens, 8, 0, tzinfo=UTC)
    closes_at = datetime(*closes, 17, 0, tzinfo=UTC)
    return DemoWave(number, label, opens_at, closes_at, response, (closes_at - opens_at).total_seconds() / 3600)


WAVES: tuple[DemoWave, ...] = (
    _wave(0, "Q4 2025", (2025, 11, 10), (2025, 11, 21), 0.615),
    _wave(1, "Q1 2026", (2026, 2, 9), (2026, 2, 20), 0.605),
    _wave(2, "Q2 2026", (2026, 5, 4), (2026, 5, 15), 0.62),
    _wave(3, "Q3 2026", (2026, 8, 17), (2026, 8, 28), 0.62),
    DemoWave(
        4,
        "Q4 2026",
        datetime(2026, 11, 16, 8, 0, tzinfo=UTC),
        datetime(2026, 11, 27, 17, 0, tzinfo=UTC),
        0.35,
        190.0,
    ),
)
# Quotes have come within four hours since 15 May 2026: from this wave on people can say so.
FIRST_WAVE_AFTER_CHANGE = 3
