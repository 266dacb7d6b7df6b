"""The waves around a change: what was asked before its effect was registered, and after it took effect."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from analysis.stats import Estimate
from app.programs import queries as programs
from app.proposals.models import ExpectedEffect, Proposal
from app.pulse.models import Wave


@dataclass(frozen=True)
class Measured:
    """A measure before and after, and the change (after − before) with its 95 % interval."""

    before: float
    after: float
    change: Estimate
    detail: dict[str, Any]
    """`before` and `after` name the waves or periods, `people` or `organisations` count those behind the figures."""


@dataclass(frozen=True)
class NotYet:
    """Why nothing can be measured, or shown, so far."""

    reason: str


Around = tuple[Wave, Wave]


def waves_around(
    proposal: Proposal,
    expected: ExpectedEffect,
    known: Iterable[Wave],
    counts: Callable[[Wave], str] = lambda wave: "",
) -> Around | NotYet:
    """Return a survey's last wave before the effect was registered and its newest one since the change took effect.

    A later wave counts only from its opening on, so one that was brought in whole, whose days aren't known, can only
    be the earlier one. `counts` gives the reason why a wave can't be compared yet, or nothing.
    """
    zone = ZoneInfo(programs.program(proposal.program_id).time_zone)
    effective = proposal.effective_on or dt.date.max
    closed = [wave for wave in known if wave.state == "closed" and wave.closed_at is not None]
    before = [wave for wave in closed if wave.closed_at and wave.closed_at <= expected.registered_at]
    after = [wave for wave in closed if wave.opened_at and wave.opened_at.astimezone(zone).date() >= effective]
    pairs = [(then, now) for now in after if (then := _latest(before, now.survey_id))]
    if not before:
        return NotYet("No wave had closed when this was registered, so there is nothing to compare with.")
    if not pairs:
        return NotYet("No wave has been asked and closed since the change took effect.")
    ready = [pair for pair in pairs if not counts(pair[0]) and not counts(pair[1])]
    if not ready:
        newest = max(pairs, key=_closing)
        return NotYet(counts(newest[1]) or counts(newest[0]))
    return max(ready, key=_closing)


def _latest(waves: Iterable[Wave], survey_id: int) -> Wave | None:
    return max((one for one in waves if one.survey_id == survey_id), key=lambda one: one.position, default=None)


def _closing(pair: Around) -> tuple[dt.datetime, int]:
    closed_at = pair[1].closed_at
    assert closed_at is not None
    return closed_at, pair[1].position
