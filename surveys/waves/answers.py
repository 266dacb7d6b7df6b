"""The answers of a past wave as they were written, respondent by respondent."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.instrument import Instrument
from surveys.scoring import QuestionFacts, facts_of

Written = str | tuple[str, ...]
"""One answer as written; for a several question every tick, twice where two columns name the same choice."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """One row that holds anything: its physical line and the questions it answers."""

    line: int
    answers: Mapping[str, Written]


@dataclass(frozen=True, slots=True)
class WaveAnswers:
    label: str
    respondents: tuple[Respondent, ...]
    rows_in_file: int

    @property
    def rows_not_empty(self) -> int:
        return len(self.respondents)

    def values_of(self, question_key: str) -> list[Written]:
        """Return the answers given to one question, in the order of the rows."""
        return [each.answers[question_key] for each in self.respondents if question_key in each.answers]


def facts_of_wave(instrument: Instrument, answers: WaveAnswers) -> dict[str, QuestionFacts]:
    """Return the figures of every question of the instrument by its key, in the instrument's order."""
    return {
        question.key: facts_of(question.type, answers.values_of(question.key), scale=question.scale or None)
        for question in instrument.questions
    }
