"""From the fields of a submitted form to answers, or to a sentence for each question that needs another look."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from surveys.instrument import NONE, OTHER, Instrument, Question, QuestionType
from surveys.plain_text import plain_text, says_something
from surveys.wording import label_of, sentence

LONGEST_OTHER = 1000
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,6}\Z")

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """One answer: a rating's `number`, the values of the `choices` in the question's order, or the `text`.

    The text of a choice or several question is what stands beside `other`.
    """

    key: str
    type: QuestionType
    number: int | None = None
    choices: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Validated:
    """The answers in the instrument's order, without the unanswered questions, and a sentence by question key."""

    answers: tuple[AnswerValue, ...]
    errors: dict[str, str]


def other_field(key: str) -> str:
    """Return the name of the form field that holds the text beside `other`."""
    return f"{key}.other"


def validate(instrument: Instrument, given: Given, language: str, *, partial: bool = False) -> Validated:
    """Return the answers in the form fields `given`, named by question key; fields of other names are ignored.

    An answer with an error is left out. With `partial`, for drafts, nothing is missed, and of an answer with an
    error all that can be kept is kept: known choices, however many, and the whole of any text.
    """
    answers = []
    errors = {}
    for question in instrument.questions:
        kept, error = _CHECKS[question.type](question, given, language)
        if kept is None and error is None and question.required and not partial:
            error = sentence("required", language)
        if error is not None:
            errors[question.key] = error
        if kept is not None and (partial or error is None):
            answers.append(kept if partial else _without_stray_text(kept))
    return Validated(tuple(answers), errors)


Checked = tuple[AnswerValue | None, str | None]


def _rating(question: Question, given: Given, language: str) -> Checked:
    marks = _marks(given, question.key)
    if len(marks) > 1:
        return None, sentence("one_only", language)
    if not marks:
        return None, None
    number = int(marks[0]) if _WHOLE_NUMBER.match(marks[0]) else None
    if number is None or not question.lowest <= number <= question.highest:
        return None, sentence("rating", language, lowest=question.lowest, highest=question.highest)
    return AnswerValue(question.key, question.type, number=number), None


def _text(question: Question, given: Given, language: str) -> Checked:
    written = _written(given, question.key, many_lines=question.many_lines)
    if written is None:
        return None, None
    return AnswerValue(question.key, question.type, text=written), _too_long(written, question.longest, language)


def _choice(question: Question, given: Given, language: str) -> Checked:
    marks = _marks(given, question.key)
    written = _written(given, other_field(question.key)) if question.allows_other else None
    if written and (question.type is QuestionType.SEVERAL or not marks):
        marks = [*marks, OTHER]
    ticked = tuple(value for value in question.values if value in marks)
    unknown = [mark for mark in marks if mark not in question.values]
    error = sentence("unknown", language, value=unknown[0][:60]) if unknown else None
    error = error or _badly_combined(question, ticked, language)
    if error is None and question.allows_other and OTHER in ticked:
        if written is None:
            error = sentence("other_text", language, other=label_of(question, OTHER, language))
        else:
            error = _too_long(written, LONGEST_OTHER, language)
    kept = AnswerValue(question.key, question.type, choices=ticked, text=written) if ticked or written else None
    return kept, error


_CHECKS: dict[QuestionType, Callable[[Question, Given, str], Checked]] = {
    QuestionType.RATING: _rating,
    QuestionType.CHOICE: _choice,
    QuestionType.SEVERAL: _choice,
    QuestionType.TEXT: _text,
}


def _badly_combined(question: Question, ticked: tuple[str, ...], language: str) -> str | None:
    if question.type is QuestionType.CHOICE and len(ticked) > 1:
        return sentence("one_only", language)
    if question.allows_none and NONE in ticked and len(ticked) > 1:
        return sentence("none_alone", language, none=label_of(question, NONE, language))
    if question.most is not None and len(ticked) > question.most:
        return sentence("most", language, most=question.most, ticked=len(ticked))
    return None


def _too_long(written: str, longest: int, language: str) -> str | None:
    over = len(written) - longest
    if over < 1:
        return None
    return sentence("one_too_long" if over == 1 else "too_long", language, over=over, longest=longest)


def _without_stray_text(answer: AnswerValue) -> AnswerValue:
    """Return the answer without what was written beside `other` before another choice was made."""
    if answer.type is QuestionType.CHOICE and OTHER not in answer.choices:
        return replace(answer, text=None)
    return answer


def _marks(given: Given, name: str) -> list[str]:
    """Return the different values of a field, cleaned, without empty ones."""
    return list(dict.fromkeys(mark for raw in _values(given, name) if (mark := plain_text(raw, many_lines=False))))


def _written(given: Given, name: str, *, many_lines: bool = False) -> str | None:
    text = plain_text(next(iter(_values(given, name)), ""), many_lines=many_lines)
    return text if says_something(text) else None


def _values(given: Given, name: str) -> Sequence[str]:
    values = given.get(name, ())
    return [values] if isinstance(values, str) else values
