import pytest

from surveys.instrument import QuestionType
from surveys.waves import Crosswalk, TableErrors, read_crosswalk, read_wave
from tests.surveys.waves.tables import ANSWERS, CROSSWALK, HEADER, rows


def refused(*lines: str) -> list[tuple[int, str | int | None, str]]:
    with pytest.raises(TableErrors) as error:
        read_crosswalk(rows(*lines))
    return [(problem.line, problem.column, problem.reason) for problem in error.value.problems]


def crosswalk() -> Crosswalk:
    return read_crosswalk(rows(*CROSSWALK))


def test_a_crosswalk_says_which_column_holds_which_question() -> None:
    (column,) = [each for each in crosswalk().for_wave("spring") if each.question_key == "ease"]
    assert (column.column, column.type, column.scale) == (5, QuestionType.RATING, "1-10")
    assert crosswalk().labels == ("spring",)


def test_an_unknown_wave_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        crosswalk().for_wave("winter")


def test_the_columns_of_a_crosswalk_may_stand_in_any_order_and_texts_may_be_absent() -> None:
    read = read_crosswalk(rows("wave,column,type,question_key", "spring,3,text,why", ",,,"))
    assert [(each.question_key, each.column, each.header) for each in read.columns] == [("why", 3, "")]


def test_an_empty_crosswalk_is_refused() -> None:
    assert refused() == [(1, None, "empty_file")]


def test_a_wrong_header_of_a_crosswalk_is_named() -> None:
    assert refused("question_key,type,wave,colour,type") == [
        (1, "column", "missing_column"),
        (1, "type", "duplicate"),
        (1, "colour", "unknown_column"),
    ]


def test_every_wrong_cell_of_a_crosswalk_is_named_by_line_and_column() -> None:
    found = refused(
        "question_key,type,wave,column,scale",
        "why,text,,2,",
        "two words,text,w,3,",
        "ease,stars,w,4,",
        "ease,rating,w,0,",
        "ease,rating,w,²,",
        "ok,text,w,7,",
        "ok2,text,w,7,",
        "speed,rating,w,8,1-5",
        "speed,rating,w,9,1-10",
        "ok,text,w,10,",
    )
    assert found == [
        (2, "wave", "missing"),
        (3, "question_key", "bad_name"),
        (4, "type", "unknown_value"),
        (5, "column", "not_a_number"),
        (6, "column", "not_a_number"),
        (8, "column", "duplicate"),
        (10, "question_key", "contradiction"),
        (11, "question_key", "duplicate"),
    ]


def test_the_instrument_of_a_wave_has_its_questions_with_titles_from_the_header() -> None:
    answers = read_wave(rows(*ANSWERS, first=3), rows(*HEADER), crosswalk(), "spring")
    instrument = crosswalk().instrument("spring", answers)
    assert {question.key: question.title.default for question in instrument.questions} == {
        "tools": "Which tools do you use?",
        "ease": "How easy was it?",
        "ease_why": "How easy was it? – Why?",
        "again": "Would you come again?",
    }
    ease = instrument.question("ease")
    assert (ease.lowest, ease.highest, ease.scale) == (1, 10, "1-10")
    assert instrument.question("tools").values == ("Hammer", "Saw")
    assert instrument.question("again").values == ("Yes", "Maybe")


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("0-10", (0, 10)), ("7-point words", (1, 7)), ("", (1, 5)), ("2019-2020", (1, 5)), ("1–10 worded", (1, 10))],
)
def test_the_steps_of_a_rating_are_read_from_the_name_of_its_scale(scale: str, expected: tuple[int, int]) -> None:
    read = read_crosswalk(rows("question_key,type,wave,column,scale", f"ease,rating,w,1,{scale}"))
    question = read.instrument("w").question("ease")
    assert (question.lowest, question.highest) == expected
