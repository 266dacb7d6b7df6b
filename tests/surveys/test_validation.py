import pytest

from surveys.instrument import Question, QuestionType
from surveys.texts import Text
from surveys.validation import AnswerValue, validate
from tests.surveys.instruments import CHANNEL, EASE, LOST, PULSE, WISH, asked, choices

CALM = "A long calm sentence about margins. "


def only_error(question: Question, *marks: str, other: str = "", language: str = "en") -> str:
    given = {question.key: marks, f"{question.key}.other": [other]}
    checked = validate(asked(question), given, language)
    assert checked.answers == ()
    return checked.errors[question.key]


def only_answer(question: Question, *marks: str, other: str = "", partial: bool = False) -> AnswerValue:
    given = {question.key: marks, f"{question.key}.other": [other]}
    checked = validate(asked(question), given, "en", partial=partial)
    assert partial or checked.errors == {}
    return checked.answers[0]


def test_a_filled_form_becomes_answers_in_the_order_of_the_questions() -> None:
    checked = validate(
        PULSE,
        {
            "wish": ["Fewer\r\nforms"],
            "lost": ["support", "deals"],
            "channel": ["mail"],
            "ease": ["10"],
            "csrf_token": ["ignored"],
        },
        "en",
    )
    assert checked.errors == {}
    assert checked.answers == (
        AnswerValue("ease", QuestionType.RATING, number=10),
        AnswerValue("channel", QuestionType.CHOICE, choices=("mail",)),
        AnswerValue("lost", QuestionType.SEVERAL, choices=("deals", "support")),
        AnswerValue("wish", QuestionType.TEXT, text="Fewer\nforms"),
    )


def test_an_empty_form_misses_only_what_is_required() -> None:
    checked = validate(PULSE, {}, "en")
    assert checked.answers == ()
    assert checked.errors == {"ease": "This question needs an answer."}


@pytest.mark.parametrize("mark", ["11", "-1", "7.5", "seven", "٣", "1e1", "9" * 5000])
def test_a_rating_is_a_whole_number_in_its_range(mark: str) -> None:
    assert only_error(EASE, mark) == "Choose a whole number from 0 to 10."


def test_a_rating_given_twice_is_no_answer_but_the_same_one_twice_is() -> None:
    assert only_error(EASE, "3", "4") == "Choose one answer only."
    assert only_answer(EASE, "3", "3").number == 3


def test_a_choice_that_was_not_offered_is_named() -> None:
    assert only_error(CHANNEL, "fax") == "“fax” is not one of the answers to choose from."
    assert only_error(LOST, "deals", "<b>") == "“<b>” is not one of the answers to choose from."


def test_one_choice_means_one() -> None:
    assert only_error(CHANNEL, "mail", "portal") == "Choose one answer only."


def test_more_ticks_than_allowed_are_counted_in_the_sentence() -> None:
    assert only_error(LOST, "deals", "exams", "support") == "Choose 2 at most; 3 are ticked."


def test_none_stands_alone() -> None:
    assert only_answer(LOST, "none").choices == ("none",)
    assert only_error(LOST, "none", "deals") == "“None of these” can't go together with other answers."


def test_an_ordinary_choice_called_none_goes_together_with_others() -> None:
    plain = Question("size", QuestionType.SEVERAL, Text("Sizes"), choices=choices("none", "few"))
    assert only_answer(plain, "none", "few").choices == ("none", "few")


def test_other_needs_words_and_words_mean_other() -> None:
    assert only_error(CHANNEL, "other") == "Write what you mean by “Other”."
    expected = AnswerValue("channel", QuestionType.CHOICE, choices=("other",), text="by boat")
    assert only_answer(CHANNEL, "other", other="by boat") == expected
    assert only_answer(CHANNEL, other="by boat") == expected
    assert only_answer(LOST, "deals", other="tax").choices == ("deals", "other")


def test_words_left_beside_other_give_way_to_the_choice_made_after_them() -> None:
    assert only_answer(CHANNEL, "mail", other="by boat") == AnswerValue(
        "channel", QuestionType.CHOICE, choices=("mail",)
    )


def test_words_beside_other_are_limited_too() -> None:
    assert only_error(CHANNEL, "other", other="x" * 1003) == "This is 3 characters too long; there is room for 1,000."


def test_a_comment_of_forty_thousand_characters_is_told_how_much_too_long_it_is() -> None:
    assert only_error(WISH, "x" * 40_000) == "This is 36,000 characters too long; there is room for 4,000."
    assert only_error(WISH, "x" * 4001) == "This is one character too long; there is room for 4,000."
    assert only_answer(WISH, "x" * 4000).text == "x" * 4000


def test_a_german_respondent_reads_german_with_german_numbers() -> None:
    too_long = only_error(WISH, "x" * 40_000, language="de-AT")
    assert too_long == "Das sind 36.000 Zeichen zu viel; Platz ist für 4.000."


@pytest.mark.parametrize("nothing", ["", "  \n\t ", "\x00", "\u200b"])
def test_a_text_of_nothing_visible_is_no_answer(nothing: str) -> None:
    must = Question("must", QuestionType.TEXT, Text("Say it"), required=True)
    assert only_error(must, nothing) == "This question needs an answer."


def test_a_one_line_text_stays_on_one_line() -> None:
    line = Question("line", QuestionType.TEXT, Text("In one line"), many_lines=False)
    assert only_answer(line, "one\r\ntwo").text == "one two"


def test_a_draft_keeps_every_word_and_every_known_tick() -> None:
    assert only_answer(WISH, CALM * 2000, partial=True).text == (CALM * 2000).strip()
    assert only_answer(LOST, "deals", "exams", "support", "fax", partial=True).choices == ("deals", "exams", "support")
    stray = only_answer(CHANNEL, "mail", other="by boat", partial=True)
    assert (stray.choices, stray.text) == (("mail",), "by boat")


def test_a_draft_misses_nothing_yet() -> None:
    assert validate(PULSE, {"wish": ["a start"]}, "en", partial=True).errors == {}


def test_a_single_string_is_one_value_and_not_its_letters() -> None:
    assert validate(asked(CHANNEL), {"channel": "mail"}, "en").answers[0].choices == ("mail",)
