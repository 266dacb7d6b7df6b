import pytest

from surveys.instrument import QuestionType
from surveys.waves import TableErrors, WaveAnswers, facts_of_wave, read_crosswalk, read_wave
from tests.surveys.waves.tables import ANSWERS, CROSSWALK, HEADER, rows


def spring(answers: tuple[str, ...] = ANSWERS, header: tuple[str, ...] = HEADER) -> WaveAnswers:
    return read_wave(rows(*answers, first=len(header) + 1), rows(*header), read_crosswalk(rows(*CROSSWALK)), "spring")


def refused(answers: tuple[str, ...] = ANSWERS, header: tuple[str, ...] = HEADER) -> list[tuple[int, object, str]]:
    with pytest.raises(TableErrors) as error:
        spring(answers, header)
    return [(problem.line, problem.column, problem.reason) for problem in error.value.problems]


def test_answers_are_kept_as_written_with_the_line_they_stand_in() -> None:
    answers = spring()
    assert [respondent.line for respondent in answers.respondents] == [3, 5, 6]
    assert answers.respondents[0].answers == {
        "tools": ("Hammer", "Hammer"),
        "ease": "9",
        "ease_why": "Quick",
        "again": "Yes",
    }


def test_a_tick_may_be_a_mark_and_a_no_is_no_tick() -> None:
    assert spring().respondents[1].answers == {"tools": ("Saw",), "ease": "N/A", "again": "Maybe"}


def test_words_in_a_column_of_ticks_stay_words() -> None:
    assert spring(("1,a big hammer,,,,,",)).values_of("tools") == [("a big hammer",)]


def test_empty_rows_are_counted_but_nobody_answered_in_them() -> None:
    answers = spring()
    assert (answers.rows_in_file, answers.rows_not_empty) == (4, 3)


def test_a_question_nobody_answered_still_has_its_figures() -> None:
    crosswalk = read_crosswalk(rows(*CROSSWALK))
    answers = spring(("3,,,,,,Yes",))
    facts = facts_of_wave(crosswalk.instrument("spring", answers), answers)
    assert list(facts) == ["tools", "ease", "ease_why", "again"]
    assert (facts["ease"].type, facts["ease"].answered) == (QuestionType.RATING, 0)


def test_white_space_in_a_header_does_not_matter() -> None:
    first = HEADER[0].replace("How easy was it?", "\xa0How  easy was\xa0it? ")
    assert spring(header=(first, HEADER[1])) == spring()


def test_a_header_the_crosswalk_does_not_expect_is_named_by_line_and_column() -> None:
    first, second = HEADER[0].replace("easy", "hard"), HEADER[1].replace("Saw", "Axe")
    assert refused(header=(first, second)) == [(1, 5, "wrong_header"), (2, 3, "wrong_header")]


def test_a_crosswalk_that_names_a_column_beyond_the_table_is_refused() -> None:
    short = tuple(line.rpartition(",")[0] for line in HEADER)
    assert refused(("1,,,,9,Quick",), short) == [(1, 7, "missing_column"), (2, 7, "missing_column")]


def test_one_header_row_where_the_crosswalk_names_two_is_refused() -> None:
    assert (1, None, "missing_header") in refused(header=HEADER[:1])


def test_a_row_with_another_number_of_cells_is_named_unless_the_rest_is_empty() -> None:
    assert refused(("1,Hammer", "2,,,,9,Quick,Yes,more")) == [
        (3, None, "wrong_column_count"),
        (4, None, "wrong_column_count"),
    ]
    assert spring(("2,,,,9,Quick,Yes,, ",)).rows_not_empty == 1


def test_control_characters_in_a_cell_are_removed() -> None:
    assert spring(("1,,,,,Qu\x00ick,",)).values_of("ease_why") == ["Quick"]
