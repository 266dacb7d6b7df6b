"""Where a value, an interval or the parts of a whole lie on a track, in per cent of its width."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class IntervalGeometry:
    """Places on a track in per cent of its width, 0–100; None is not drawn."""

    value: float
    low: float | None
    high: float | None
    target: float | None


def interval_geometry(
    low: float | None,
    value: float,
    high: float | None,
    *,
    start: float = 0,
    end: float = 1,
    target: float | None = None,
) -> IntervalGeometry:
    """Return where a value, its interval and a target lie on a track from `start` to `end`, held within it.

    Raises ValueError for an empty track.
    """
    if end <= start:
        raise ValueError("A track runs from its start to its end.")

    def place(at: float) -> float:
        return round(100 * min(max((at - start) / (end - start), 0.0), 1.0), 1)

    return IntervalGeometry(
        value=place(value),
        low=None if low is None else place(low),
        high=None if high is None else place(high),
        target=None if target is None else place(target),
    )


@dataclass(frozen=True)
class FeelingPart:
    """One stop of the five, 1 very negative to 5 very positive: its share 0–1 and its place in per cent."""

    stop: int
    share: float
    x: float
    width: float


def feeling_geometry(shares: Sequence[float]) -> list[FeelingPart]:
    """Return the parts of a feeling bar without its empty ones; [] where all are 0.

    Raises ValueError unless there are five shares.
    """
    if len(shares) != 5:
        raise ValueError(f"A feeling has five shares, not {len(shares)}.")
    whole = sum(shares)
    parts, x = [], 0.0
    for stop, share in enumerate(shares, start=1):
        width = 100 * share / whole if whole else 0.0
        if width:
            parts.append(FeelingPart(stop, share, round(x, 2), round(width, 2)))
        x += width
    return parts
