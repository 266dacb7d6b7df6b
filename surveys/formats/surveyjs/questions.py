"""The elements of a SurveyJS page, one reader a type of question."""

from collections.abc import Callable
from typing import Any

from surveys.formats.surveyjs.part import Part
from surveys.instrument import (
    LONGEST_TEXT,
    MOST_RATING_STEPS,
    NONE,
    OTHER,
    Choice,
    Question,
    QuestionType,
    is_key,
)
from surveys.plain_text import plain_text
from surveys.texts import Text

LONGEST_LIMIT = 20_000
LONGEST_VALUE = 200
MOST_CHOICES = 500


def read_question(part: Part) -> Question | None:
    """Return the question, or None after noting in the part what is outside the subset."""
    before = len(part.problems)
    name, kind = part.word("name"), part.word("type")
    if name is None:
        part.note("name", "missing", "A question needs a name.")
    elif not is_key(name):
        part.note("name", "bad_name", "A name is a letter, then up to 63 letters, digits, _ or -.")
    if kind is None or kind not in _READERS:
        message = (
            "A question needs a type." if kind is None else f"“{plain_text(kind)[:60]}” is a type that can't be read."
        )
        part.note(
            "type",
            "missing" if kind is None else "unknown_type",
            f"{message} Known are {', '.join(_READERS)}.",
        )
        part.refuse_logic()
        return None
    title = part.text("title") or Text(name or "")
    common: dict[str, Any] = {
        "title": title,
        "help": part.text("description"),
        "required": part.flag("isRequired"),
    }
    question_type, read = _READERS[kind]
    specific = read(part)
    part.refuse_the_rest()
    if len(part.problems) > before:
        return None
    return Question(key=name or "", type=question_type, **common, **specific)


def _rating(part: Part) -> dict[str, Any]:
    lowest = part.number("rateMin", 1, lowest=-100, highest=1000)
    highest = part.number("rateMax", 5, lowest=-100, highest=1000)
    if not 1 <= highest - lowest < MOST_RATING_STEPS:
        part.note("rateMax", "out_of_range", f"rateMin to rateMax must be 2 to {MOST_RATING_STEPS} steps.")
    return {
        "lowest": lowest,
        "highest": highest,
        "lowest_label": part.text("minRateDescription"),
        "highest_label": part.text("maxRateDescription"),
        "scale": plain_text(part.word("scaleName") or "", many_lines=False),
    }


def _choice(part: Part) -> dict[str, Any]:
    allows_other = part.flag("showOtherItem", "hasOther")
    allows_none = part.flag("showNoneItem", "hasNone")
    return {
        "choices": _choices(part, {OTHER} if allows_other else set(), {NONE} if allows_none else set()),
        "allows_other": allows_other,
        "other_label": part.text("otherText"),
        "allows_none": allows_none,
        "none_label": part.text("noneText"),
    }


def _several(part: Part) -> dict[str, Any]:
    most = part.number("maxSelectedChoices", 0, lowest=0, highest=MOST_CHOICES)
    return {**_choice(part), "most": most or None}


def _choices(part: Part, *taken: set[str]) -> tuple[Choice, ...]:
    listed = part.list_of("choices")
    if not listed:
        part.note("choices", "missing", "A question of this type needs choices.")
        return ()
    if len(listed) > MOST_CHOICES:
        part.note("choices", "out_of_range", f"At most {MOST_CHOICES} choices can be read.")
        return ()
    seen = set().union(*taken)
    found = []
    for place, given in enumerate(listed):
        item = Part(
            given if isinstance(given, dict) else {"value": given},
            f"{part.path}.choices[{place}]",
            part.problems,
            part.language,
        )
        value, text = _value(item), item.text("text")
        item.refuse_the_rest()
        if value in seen:
            item.note("value", "duplicate", f"“{value}” is there twice.")
        elif value:
            seen.add(value)
            found.append(Choice(value, text or Text(value)))
    return tuple(found)


def _value(item: Part) -> str:
    given = item.scalar("value")
    value = plain_text(str(given), many_lines=False) if given is not None else ""
    if given is not None and not 0 < len(value) <= LONGEST_VALUE:
        item.note("value", "out_of_range", f"A value has 1 to {LONGEST_VALUE} characters.")
        return ""
    return value


def _comment(part: Part) -> dict[str, Any]:
    longest = part.number("maxLength", -1, lowest=-1, highest=LONGEST_LIMIT)
    if longest == 0:
        part.note("maxLength", "out_of_range", "A text is at least 1 character long.")
    return {"longest": LONGEST_TEXT if longest < 1 else longest}


def _line(part: Part) -> dict[str, Any]:
    if (kind := part.word("inputType") or "text") != "text":
        part.note("inputType", "unknown_value", f"“{plain_text(kind)[:60]}” can't be read; only text can.")
    return {**_comment(part), "many_lines": False}


_READERS: dict[str, tuple[QuestionType, Callable[[Part], dict[str, Any]]]] = {
    "rating": (QuestionType.RATING, _rating),
    "radiogroup": (QuestionType.CHOICE, _choice),
    "dropdown": (QuestionType.CHOICE, _choice),
    "checkbox": (QuestionType.SEVERAL, _several),
    "comment": (QuestionType.TEXT, _comment),
    "text": (QuestionType.TEXT, _line),
}
