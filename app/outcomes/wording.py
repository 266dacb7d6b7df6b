"""How outcomes and effects are said to readers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.outcomes.core.verdict import Verdict
from app.outcomes.models import Effect, Outcome
from app.outcomes.queries import EffectRow, Taken
from app.outcomes.queries.effects import JOINED
from app.rules.wording import count, joined
from app.web.filters import FILTERS, day

STATE_WORDS = {"promised": "Promised", "planned": "Planned", "done": "Done", "declined": "Declined"}
STATE_KINDS = {"promised": "", "planned": "hold", "done": "good", "declined": "bad"}
VERDICT_KINDS = {Verdict.helped: "good", Verdict.not_shown: "", Verdict.worse: "bad"}
CURRENCIES = {"EUR", "USD", "GBP"}
_VERDICTS = {"helped": "helped", "not_shown": "showed no clear change", "worse": "made things worse"}
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


def taken_sentence(taken: Taken) -> str:
    """Return `You answered in four of the last five pulses.`; nothing for who was not asked yet."""
    if taken.asked < 2:
        return (
            ("You didn’t answer the last pulse.", "You answered the last pulse.")[taken.answered] if taken.asked else ""
        )
    if taken.answered == taken.asked:
        return f"You answered each of the last {number(taken.asked)} pulses."
    answered = number(taken.answered) if taken.answered else "none"
    return f"You answered in {answered} of the last {number(taken.asked)} pulses."


def number(value: int) -> str:
    """Return a whole number, spelt out up to twelve."""
    return count(Decimal(value))


def _turn(state: str, of: int) -> str:
    return _TURNS.get(state, _DECLINED)[of != 1]


def figure(row: EffectRow, value: float) -> str:
    """Return a figure of the effect's measure: a share in per cent, a mean with one place, a metric with its unit."""
    if row.is_share:
        return FILTERS["percent"](value)
    if row.unit in CURRENCIES:
        return FILTERS["money"](Decimal(round(value)), row.unit)
    return f"{FILTERS['number'](value, 0 if abs(value) >= 1000 else 1)}{_unit(row)}"


def seen_words(row: EffectRow, effect: Effect) -> str:
    """Return what was seen: `28 % → 16 % (fall of 5–19 points)`, or that there is no clear change."""
    before, after = (
        ("at most " if effect.detail.get(f"{name}_at_most") else "") + figure(row, value)
        for name, value in (("before", effect.before), ("after", effect.after))
    )
    return f"{before} → {after} ({change_words(row, effect)})"


def change_words(row: EffectRow, effect: Effect) -> str:
    """Return the change with the ends of its interval, in words."""
    low, high = (_size(row, end) for end in (effect.low, effect.high))
    unit = f"{JOINED}points" if row.is_share else _unit(row)
    if effect.low > 0:
        return f"rise of {low}–{high}{unit}"
    if effect.high < 0:
        return f"fall of {high}–{low}{unit}"
    return f"no clear change: between −{low} and +{high}{unit}"


def _size(row: EffectRow, value: float) -> str:
    scale, places = (100, 0) if row.is_share else (1, 0 if abs(value) >= 1000 else 1)
    return str(FILTERS["number"](abs(value) * scale, places))


def _unit(row: EffectRow) -> str:
    return f"{JOINED}{row.unit}" if row.unit else ""


def measured_sentence(effects: Sequence[Effect]) -> str:
    """Return `Of the three effects measured, two helped and one is not shown.`"""
    found = Counter(effect.verdict for effect in effects)
    if not effects:
        return "Nothing could be measured yet."
    if len(effects) == 1:
        return f"The one effect that could be measured {_VERDICTS[effects[0].verdict]}."
    parts = [f"{number(found[key])} {words}" for key, words in _VERDICTS.items() if found[key]]
    return f"Of the {number(len(effects))} effects measured, {joined(parts)}."


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
