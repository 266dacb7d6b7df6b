"""What makes a question the same over waves, and where a trend must break because it isn't."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from surveys.instrument import Question, QuestionType

_RANGE = re.compile(r"(?<![0-9])(-?[0-9]+)\s*[-–]\s*([0-9]+)(?![0-9])")
_NAMES = {
    QuestionType.RATING: "a rating",
    QuestionType.CHOICE: "one choice",
    QuestionType.SEVERAL: "several choices",
    QuestionType.TEXT: "free text",
}


@dataclass(frozen=True, slots=True)
class QuestionIdentity:
    """Waves whose identities are equal may stand in one trend; `scale` is empty but for ratings."""

    key: str
    type: QuestionType
    scale: str = ""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One wave of a trend; `value` is None where the wave has no number, as with a scale of words."""

    label: str
    identity: QuestionIdentity
    value: float | None


@dataclass(frozen=True, slots=True)
class TrendSegment:
    """Consecutive waves that can be compared; `reason` says why this run doesn't go on from the one before."""

    points: tuple[TrendPoint, ...]
    reason: str | None = None


def identity_of(question: Question) -> QuestionIdentity:
    """Return the identity; a rating without a named scale has its range, such as 0–10, for one."""
    if question.type is not QuestionType.RATING:
        return QuestionIdentity(question.key, question.type)
    scale = question.scale or f"{question.lowest}–{question.highest}"
    return QuestionIdentity(question.key, question.type, scale_name(scale))


def scale_name(written: str) -> str:
    """Return the name of a scale with ranges written one way: 1-10, 1 - 10 and 1–10 are the same."""
    return _RANGE.sub(r"\1–\2", " ".join(written.split()))


def trend_break(before: QuestionIdentity, after: QuestionIdentity) -> str | None:
    """Return None where the trend goes on, else the reason why it can't, in words."""
    if before.key != after.key:
        return f"the question changed from {before.key} to {after.key}"
    if before.type is not after.type:
        return f"the question changed from {_NAMES[before.type]} to {_NAMES[after.type]}"
    old, new = scale_name(before.scale), scale_name(after.scale)
    return None if old == new else f"the scale changed from {old or 'no named one'} to {new or 'no named one'}"


def trend(points: Iterable[TrendPoint]) -> tuple[TrendSegment, ...]:
    """Return the points, in the order of the waves, as runs that can be compared; waves without the question are
    simply not among the points and break nothing.
    """
    segments: list[TrendSegment] = []
    for point in points:
        last = segments[-1] if segments else None
        reason = trend_break(last.points[-1].identity, point.identity) if last else None
        if last and reason is None:
            segments[-1] = TrendSegment((*last.points, point), last.reason)
        else:
            segments.append(TrendSegment((point,), reason))
    return tuple(segments)
