"""One column of a past wave's table, and the questions that columns make together."""

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.instrument import QuestionType
from surveys.plain_text import folded


@dataclass(frozen=True, slots=True)
class CrosswalkColumn:
    """A column, counted from 1, that answers a question, with the texts of its one or two header rows."""

    question_key: str
    type: QuestionType
    wave: str
    column: int
    header: str = ""
    subheader: str = ""
    scale: str = ""

    @property
    def choice(self) -> str:
        """What a tick in this column of a several question means."""
        return folded(self.subheader) or folded(self.header)


def by_question(columns: Iterable[CrosswalkColumn]) -> dict[str, tuple[CrosswalkColumn, ...]]:
    """Return the columns of each question, the questions in the order of their first columns."""
    found: dict[str, tuple[CrosswalkColumn, ...]] = {}
    for each in sorted(columns, key=lambda column: column.column):
        found[each.question_key] = (*found.get(each.question_key, ()), each)
    return found
