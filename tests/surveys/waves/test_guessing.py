from surveys.instrument import QuestionType
from surveys.waves import crosswalk_from_header, facts_of_wave, read_wave
from tests.surveys.waves.tables import HEADER, rows

ONE_HEADER = "When,Mail,How easy?,How likely?,Again?,What now?,What now?,Empty,شكرا"
ONE_HEADER_ANSWERS = (
    "1/22/20 7:37 PM,a@b.example,3,0,Yes,More leads,nothing,,one two",
    "1/23/20 8:02 AM,c@d.example,5,10,No,Faster exams,,,three",
    "1/24/20 8:02 AM,e@f.example,4,N/A,Yes,Better margins,,,four",
    "1/24/20 9:30 AM,g@h.example,,9,Yes,Simpler rules,,,five",
)


def test_each_column_that_looks_like_answers_is_a_question_of_the_likely_type() -> None:
    guessed = crosswalk_from_header(rows(ONE_HEADER), rows(*ONE_HEADER_ANSWERS, first=2), "w")
    assert [(each.column, each.question_key, each.type, each.scale) for each in guessed.columns] == [
        (3, "how_easy", QuestionType.RATING, "1-5"),
        (4, "how_likely", QuestionType.RATING, "0-10"),
        (5, "again", QuestionType.CHOICE, ""),
        (6, "what_now", QuestionType.TEXT, ""),
        (7, "what_now_2", QuestionType.TEXT, ""),
        (9, "question", QuestionType.TEXT, ""),
    ]


def test_with_two_header_rows_neighbouring_ticks_are_one_question() -> None:
    answers = ("1,Hammer,,Hammer,9,Quick and good,Yes", "2,,Saw,,7,,Yes")
    guessed = crosswalk_from_header(rows(*HEADER), rows(*answers, first=3), "w")
    assert [(each.column, each.question_key, each.type) for each in guessed.columns] == [
        (2, "which_tools_do_you_use", QuestionType.SEVERAL),
        (3, "which_tools_do_you_use", QuestionType.SEVERAL),
        (4, "which_tools_do_you_use", QuestionType.SEVERAL),
        (5, "how_easy_was_it", QuestionType.RATING),
        (6, "how_easy_was_it_why", QuestionType.TEXT),
        (7, "would_you_come_again", QuestionType.CHOICE),
    ]


def test_a_guessed_crosswalk_reads_the_table_it_was_guessed_from() -> None:
    header, answers = rows(ONE_HEADER), rows(*ONE_HEADER_ANSWERS, first=2)
    guessed = crosswalk_from_header(header, answers, "w")
    wave = read_wave(answers, header, guessed, "w")
    facts = facts_of_wave(guessed.instrument("w", wave), wave)
    assert facts["how_likely"].counts == {"0": 1, "9": 1, "10": 1, "N/A": 1}
    assert facts["again"].counts == {"Yes": 3, "No": 1}


def test_a_table_without_a_header_gives_no_questions() -> None:
    assert crosswalk_from_header([], [], "w").columns == ()
