import pytest
from hypothesis import given

from surveys.instrument import Choice, Instrument, Page, Question, QuestionType
from surveys.texts import NO_TEXT, Text
from tests.surveys.instruments import EASE, LOST, PULSE, WISH, asked, choices, instruments


def test_a_text_falls_back_from_region_to_language_to_default() -> None:
    text = Text.of("Hello", {"DE": "Hallo", "pt-br": "Olá"})
    assert text.in_language("de-AT") == "Hallo"
    assert text.in_language("pt_BR") == "Olá"
    assert text.in_language("pt") == "Hello"


def test_a_translation_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="default"):
        Text("", (("de", "Hallo"),))


def test_the_languages_are_that_of_the_defaults_and_every_translated_one() -> None:
    assert PULSE.languages == ("en", "de")


def test_a_question_is_found_by_its_key_or_not_at_all() -> None:
    assert PULSE.question("wish") is WISH
    with pytest.raises(KeyError):
        PULSE.question("nowhere")


@pytest.mark.parametrize("key", ["", "1st", "two words", "dot.ted", "é", "a" * 65, "new\nline", "end\n"])
def test_a_key_is_short_and_plain(key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        Question(key, QuestionType.TEXT, Text("Why?"))


@pytest.mark.parametrize(("lowest", "highest"), [(5, 5), (5, 1), (0, 21)])
def test_a_rating_has_two_to_twenty_one_steps(lowest: int, highest: int) -> None:
    with pytest.raises(ValueError, match="steps"):
        Question("ease", QuestionType.RATING, Text("How easy?"), lowest=lowest, highest=highest)


def test_a_question_takes_nothing_that_belongs_to_another_type() -> None:
    with pytest.raises(ValueError, match="text question has no choices"):
        Question("why", QuestionType.TEXT, Text("Why?"), choices=choices("a"))


def test_a_choice_is_there_once_and_does_not_take_the_place_of_other() -> None:
    with pytest.raises(ValueError, match="twice"):
        Question("a", QuestionType.CHOICE, Text("A"), choices=choices("x", "x"))
    with pytest.raises(ValueError, match="twice"):
        Question("a", QuestionType.CHOICE, Text("A"), choices=choices("other"), allows_other=True)
    plain = Question("a", QuestionType.CHOICE, Text("A"), choices=choices("other"))
    assert plain.values == ("other",)


def test_other_and_none_come_last_among_the_values() -> None:
    assert LOST.values == ("deals", "exams", "support", "other", "none")


def test_two_questions_never_share_a_key_even_in_another_case() -> None:
    upper = Question("EASE", QuestionType.TEXT, Text("Why?"))
    with pytest.raises(ValueError, match="ease"):
        asked(EASE, upper)


def test_two_pages_never_share_a_key() -> None:
    page = Page("p", NO_TEXT, ())
    with pytest.raises(ValueError, match="page p"):
        Instrument(NO_TEXT, (page, page))


def test_the_digest_changes_with_any_word_and_only_then() -> None:
    same = asked(EASE, WISH)
    other = asked(EASE, Question("wish", QuestionType.TEXT, Text("What should we change!")))
    assert same.digest == asked(EASE, WISH).digest
    assert same.digest != other.digest
    assert len(same.digest) == 64


@given(instruments(), instruments())
def test_digests_are_equal_exactly_for_equal_instruments(one: Instrument, two: Instrument) -> None:
    assert (one.digest == two.digest) == (one == two)


def test_a_title_with_half_a_surrogate_pair_still_has_a_digest() -> None:
    odd = Question("odd", QuestionType.CHOICE, Text("\ud800"), choices=(Choice("a", Text("A")),))
    assert asked(odd).digest
