"""Four real waves: every published figure is met exactly, and trends break where a scale changed."""

from typing import Any

import pytest

from surveys.identity import TrendPoint, identity_of, trend
from surveys.instrument import QuestionType
from surveys.scoring import QuestionFacts
from surveys.waves import crosswalk_from_header, facts_of_wave
from tests.shared_data import needs_shared_data
from tests.surveys.waves import maintainers

pytestmark = needs_shared_data


def shown(facts: QuestionFacts) -> dict[str, Any]:
    """The figures in the form of facts.json."""
    if facts.type is QuestionType.SEVERAL:
        return {"type": "several", "ticks": facts.ticks, "rows_with_any": facts.answered}
    if facts.type is QuestionType.TEXT:
        return {"type": "text", "answered": facts.answered, "characters": facts.characters}
    figures = {"type": facts.type.value, "answered": facts.answered, "counts": dict(facts.counts)}
    if facts.type is QuestionType.RATING:
        figures |= {"scale": facts.scale, "numeric": facts.numeric}
    if facts.mean_of_numeric is not None:
        figures["mean_of_numeric"] = round(facts.mean_of_numeric, 6)
    return figures


@pytest.mark.parametrize("label", maintainers.LABELS)
def test_every_published_figure_of_a_wave_is_met_exactly(label: str) -> None:
    answers = maintainers.wave(label)
    instrument = maintainers.crosswalk().instrument(label, answers)
    figures = {key: shown(facts) for key, facts in facts_of_wave(instrument, answers).items()}
    expected = maintainers.expected_facts()[label]
    assert answers.rows_in_file == expected["rows_in_file"]
    assert answers.rows_not_empty == expected["rows_not_empty"]
    assert figures == expected["questions"]


def test_the_project_listed_in_two_columns_is_counted_in_both_and_offered_once() -> None:
    answers = maintainers.wave("2020-H2")
    instrument = maintainers.crosswalk().instrument("2020-H2", answers)
    ticks = [ticked.count("Strimzi") for ticked in answers.values_of("projects")]
    assert sum(ticks) == 5
    assert max(ticks) == 2
    assert [choice.value for choice in instrument.question("projects").choices].count("Strimzi") == 1


def trend_of(key: str) -> list[tuple[list[str], str | None]]:
    points = []
    for label in maintainers.LABELS:
        answers = maintainers.wave(label)
        instrument = maintainers.crosswalk().instrument(label, answers)
        if key in {question.key for question in instrument.questions}:
            facts = facts_of_wave(instrument, answers)[key]
            points.append(TrendPoint(label, identity_of(instrument.question(key)), facts.mean_of_numeric))
    return [([point.label for point in part.points], part.reason) for part in trend(points)]


def test_the_trend_of_a_question_breaks_where_agreement_words_became_numbers() -> None:
    assert trend_of("understanding") == [
        (["2019-H2", "2020-H1"], None),
        (["2020-H2", "2021-H1"], "the scale changed from 5-point agreement words to 1–10"),
    ]


def test_a_scale_that_changed_twice_breaks_the_trend_twice() -> None:
    assert [labels for labels, _ in trend_of("recommend")] == [["2019-H2"], ["2020-H1"], ["2020-H2", "2021-H1"]]


def test_the_projects_question_goes_on_though_its_choices_change() -> None:
    assert trend_of("projects") == [(list(maintainers.LABELS), None)]


def test_without_a_crosswalk_a_guessed_one_finds_the_same_questions() -> None:
    rows = maintainers.rows_of(maintainers.folder() / "maintainers-2020-H2.csv")
    guessed = crosswalk_from_header(rows[:2], rows[2:], "2020-H2")
    types = {column.column: column.type for column in guessed.columns}
    known = maintainers.crosswalk().for_wave("2020-H2")
    different = [column.question_key for column in known if types.get(column.column) is not column.type]
    assert different == []
