"""The questionnaire that a past wave must have had, from the columns of its table."""

import re
from collections.abc import Sequence

from surveys.instrument import MOST_RATING_STEPS, Choice, Instrument, Page, Question, QuestionType
from surveys.plain_text import folded
from surveys.texts import NO_TEXT, Text
from surveys.waves.answers import WaveAnswers
from surveys.waves.columns import CrosswalkColumn, by_question

_RANGE = re.compile(r"([0-9]{1,2})\s*[-–]\s*([0-9]{1,2})(?![0-9])")
_POINTS = re.compile(r"([0-9]{1,2})[-–\s]*point")


def instrument_of_columns(title: str, columns: Sequence[CrosswalkColumn], answers: WaveAnswers | None) -> Instrument:
    """Return an instrument of one page with the questions in the order of their columns.

    The choices of a choice question are the values in the answers, in the order they first occur.
    """
    titles = _titles(columns)
    questions = tuple(
        _question(key, mine, titles[mine[0].column], answers) for key, mine in by_question(columns).items()
    )
    return Instrument(Text(title), (Page("page1", NO_TEXT, questions),))


def range_of_scale(scale: str) -> tuple[int, int]:
    """Return the lowest and highest step that the name of a scale tells, such as 1-10 or 7-point, else 1 and 5."""
    if (found := _RANGE.search(scale)) and 0 < int(found[2]) - int(found[1]) < MOST_RATING_STEPS:
        return int(found[1]), int(found[2])
    if (found := _POINTS.search(scale)) and 1 < int(found[1]) <= MOST_RATING_STEPS:
        return 1, int(found[1])
    return 1, 5


def _question(key: str, columns: Sequence[CrosswalkColumn], title: str, answers: WaveAnswers | None) -> Question:
    first = columns[0]
    text = Text(title or key)
    if first.type is QuestionType.RATING:
        lowest, highest = range_of_scale(first.scale)
        return Question(key, first.type, text, lowest=lowest, highest=highest, scale=folded(first.scale))
    if first.type is QuestionType.SEVERAL:
        return Question(key, first.type, text, choices=_choices([column.choice for column in columns]))
    if first.type is QuestionType.CHOICE:
        written = [str(value) for value in answers.values_of(key)] if answers else []
        return Question(key, first.type, text, choices=_choices(written))
    return Question(key, first.type, text)


def _choices(values: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, Text(value)) for value in dict.fromkeys(values) if value)


def _titles(columns: Sequence[CrosswalkColumn]) -> dict[int, str]:
    """Return a title by column; without a header of its own a column goes on with the question to its left."""
    titles = {}
    left = ""
    for each in sorted(columns, key=lambda column: column.column):
        header, subheader = folded(each.header), folded(each.subheader)
        left = header or left
        titles[each.column] = header or " – ".join(part for part in (left, subheader) if part)
    return titles
