"""The rows of a question's answers: what is hidden alike beside each other needs one row."""

from app.pulse.pictures import _rows
from app.pulse.queries import Numbers, PublishedFacts
from surveys.disclosure import HiddenReason
from surveys.disclosure.published import Published, hide, show
from surveys.instrument import QuestionType
from tests.surveys.instruments import EASE


def labels(*counts: Published[int]) -> list[str]:
    values = {str(number): count for number, count in enumerate(counts)}
    return [row.label for row in _rows(PublishedFacts(EASE, show(50), values, show(Numbers())))]


def test_neighbouring_numbers_that_are_hidden_for_one_reason_share_a_row() -> None:
    assert EASE.type is QuestionType.RATING
    few, others = hide(HiddenReason.too_few), hide(HiddenReason.complementary)
    assert labels(few, few, few, show(20), few, show(30)) == ["0–2", "3", "4", "5"]
    assert labels(few, few, others, show(20)) == ["0–1", "2", "3"]
