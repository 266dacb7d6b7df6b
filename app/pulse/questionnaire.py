"""An instrument as a page shows it: each question with its control, what was typed, and what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.pulse.wording import words
from surveys.instrument import OTHER, Instrument, Question, QuestionType
from surveys.validation import other_field
from surveys.wording import label_of

Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class QuestionField:
    """One question in one language, with the values of its fields as they stand."""

    question: Question
    title: str
    hint: str
    error: str
    chosen: Sequence[str]
    other: str
    language: str

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def kind(self) -> str:
        return self.question.type.value

    @property
    def steps(self) -> Iterable[int]:
        return range(self.question.lowest, self.question.highest + 1)

    @property
    def low_label(self) -> str:
        return self.question.lowest_label.in_language(self.language)

    @property
    def high_label(self) -> str:
        return self.question.highest_label.in_language(self.language)

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(value, label_of(self.question, value, self.language)) for value in self.question.values]

    @property
    def other_name(self) -> str:
        return other_field(self.key) if self.question.allows_other else ""

    @property
    def typed(self) -> str:
        return self.chosen[0] if self.chosen else ""

    @property
    def is_answered(self) -> bool:
        return any(value.strip() for value in (*self.chosen, self.other))

    @property
    def said(self) -> list[str]:
        """What was answered, in words."""
        if self.question.type in (QuestionType.CHOICE, QuestionType.SEVERAL):
            labels = [label for value, label in self.options if value in self.chosen and value != OTHER]
            return [*labels, self.other] if self.other else labels
        return [value for value in self.chosen if value]


def question_fields(
    instrument: Instrument, given: Given, language: str, errors: Mapping[str, str] | None = None
) -> list[QuestionField]:
    """Return the questions in their order."""
    return [
        QuestionField(
            question=question,
            title=question.title.in_language(language),
            hint=_hint(question, language),
            error=(errors or {}).get(question.key, ""),
            chosen=given.get(question.key, ()),
            other=next(iter(given.get(other_field(question.key), ())), ""),
            language=language,
        )
        for question in instrument.questions
    ]


def progress_of(fields: Sequence[QuestionField]) -> tuple[int, int]:
    """Return how many questions are answered, and of how many."""
    return sum(field.is_answered for field in fields), len(fields)


def _hint(question: Question, language: str) -> str:
    said = words(language)
    own = question.help.in_language(language)
    parts = [own]
    if question.type is QuestionType.TEXT and not own:
        parts.append(said["names_hint"])
    if question.most and not own:
        parts.append(said["most"].format(number=question.most))
    if question.required:
        parts.append(said["needed"])
    return " ".join(part for part in parts if part)
