"""How outcomes and effects are said to readers."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from app.outcomes.core.verdict import Verdict
from app.outcomes.models import Effect, Outcome
from app.proposals.models import ExpectedEffect
from app.rules.wording import count, joined
from app.web.filters import FILTERS, day

STATE_WORDS = {"promised": "Promised", "planned": "Planned", "done": "Done", "declined": "Declined"}
STATE_KINDS = {"promised": "", "planned": "hold", "done": "good", "declined": "bad"}
VERDICT_KINDS = {Verdict.helped: "good", Verdict.not_shown: "", Verdict.worse: "bad"}
_TOLD = ("done", "planned", "declined")
_TURNS = {"done": ("is done", "are done"), "planned": ("is planned", "are planned")}
_DECLINED = ("was declined", "were declined")


def state_tag(outcome: Outcome) -> str:
    """Return the state with its day: `Planned by 1 March`."""
    words = STATE_WORDS[outcome.state]
    return f"{words} by {day(outcome.promised_by)}" if outcome.state == "planned" and outcome.promised_by else words


def tally(outcomes: Iterable[Outcome], whose: str) -> str:
    """Return `Of the nine things partners raised, five are done, two are planned and two were declined.`"""
    states = Counter(outcome.state for outcome in outcomes)
    total = sum(states.values())
    if total == 0:
        return ""
    if total == 1:
        (state,) = states
        return f"The one thing {whose} raised that was answered {_turn(state, 1)}."
    parts = [f"{number(states[state])} {_turn(state, states[state])}" for state in _TOLD if states[state]]
    return f"Of the {number(total)} things {whose} raised, {joined(parts)}."


def number(value: int) -> str:
    """Return a whole number, spelt out up to twelve."""
    return count(Decimal(value))


def _turn(state: str, of: int) -> str:
    return _TURNS.get(state, _DECLINED)[of != 1]


def figure(expected: ExpectedEffect, value: float | None) -> str:
    """Return a figure of the effect's measure: a share in per cent, a mean with one place."""
    if expected.measure == "theme":
        return FILTERS["percent"](value)
    return FILTERS["number"](value, 1 if value is None or abs(value) < 1000 else 0)


def seen_words(expected: ExpectedEffect, effect: Effect) -> str:
    """Return what was seen: `28 % → 16 % (fall of 5–19 points)`, or that no clear change was."""
    turn = f"{figure(expected, effect.before)} → {figure(expected, effect.after)}"
    return f"{turn} ({change_words(expected, effect)})"


def change_words(expected: ExpectedEffect, effect: Effect) -> str:
    """Return the change with the ends of its interval, in words."""
    points = f"{chr(0xA0)}points" if expected.measure == "theme" else ""
    low, high = (_size(expected, end) for end in (effect.low, effect.high))
    if effect.low > 0:
        return f"rise of {low}–{high}{points}"
    if effect.high < 0:
        return f"fall of {high}–{low}{points}"
    return f"no clear change: between −{low} and +{high}{points}"


def _size(expected: ExpectedEffect, value: float) -> str:
    scale, places = (100, 0) if expected.measure == "theme" else (1, 1 if abs(value) < 1000 else 0)
    return str(FILTERS["number"](abs(value) * scale, places))


def change_reach(effect: Effect) -> float:
    """Return how far an axis around no change must reach on both sides to hold the interval."""
    return max(abs(effect.low), abs(effect.high), 1e-9) * 1.15


def told_sentence(outcomes: Iterable[Outcome], late: int) -> str:
    """Return `Five are done, two are planned and two were declined. Three wait for an answer. One promise is late.`"""
    states = Counter(outcome.state for outcome in outcomes)
    told = [f"{number(states[state])} {_turn(state, states[state])}" for state in _TOLD if states[state]]
    sentences = [_capital(joined(told))] if told else ["No theme has been answered yet"]
    if waiting := states["promised"]:
        sentences.append(f"{_capital(number(waiting))} {'waits' if waiting == 1 else 'wait'} for an answer")
    if late:
        sentences.append(f"{_capital(number(late))} {'promise is' if late == 1 else 'promises are'} late")
    return ". ".join(sentences) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
