"""Whatever a form holds, validation answers with answers and sentences."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.instrument import NONE, OTHER, Instrument, QuestionType
from surveys.validation import validate
from tests.surveys.instruments import instruments

_anything = st.text(max_size=30) | st.integers(-3, 30).map(str) | st.sampled_from((OTHER, NONE, "\ud800", "\x00"))


@st.composite
def forms(draw: st.DrawFn) -> tuple[Instrument, dict[str, list[str]]]:
    instrument = draw(instruments())
    form = {}
    for question in instrument.questions:
        marks = _anything | st.sampled_from(question.values or ("5",))
        form[question.key] = draw(st.lists(marks, max_size=4))
        form[f"{question.key}.other"] = draw(st.lists(_anything, max_size=2))
    return instrument, form


@given(forms(), st.sampled_from(("en", "de", "", "xx-YY")), st.booleans())
def test_any_form_gives_answers_and_errors_about_known_questions(
    form: tuple[Instrument, dict[str, list[str]]], language: str, partial: bool
) -> None:
    instrument, given_fields = form
    checked = validate(instrument, given_fields, language, partial=partial)
    keys = [question.key for question in instrument.questions]
    answered = [answer.key for answer in checked.answers]
    assert answered == [key for key in keys if key in answered]
    assert set(checked.errors) <= set(keys)
    for answer in checked.answers:
        answer.key.encode()
        (answer.text or "").encode("utf-8")


@given(forms())
def test_a_submitted_answer_keeps_every_rule_of_its_question(
    form: tuple[Instrument, dict[str, list[str]]],
) -> None:
    instrument, given_fields = form
    checked = validate(instrument, given_fields, "en")
    assert not set(checked.errors) & {answer.key for answer in checked.answers}
    for answer in checked.answers:
        question = instrument.question(answer.key)
        assert set(answer.choices) <= set(question.values)
        if question.type is QuestionType.RATING:
            assert answer.number is not None
            assert question.lowest <= answer.number <= question.highest
        if question.type is QuestionType.TEXT:
            assert 0 < len(answer.text or "") <= question.longest
        if question.most is not None:
            assert len(answer.choices) <= question.most
        if question.type is QuestionType.CHOICE:
            assert len(answer.choices) == 1
    done = {answer.key for answer in checked.answers} | set(checked.errors)
    assert {question.key for question in instrument.questions if question.required} <= done


@given(forms())
def test_answers_that_passed_pass_again(form: tuple[Instrument, dict[str, list[str]]]) -> None:
    instrument, given_fields = form
    first = validate(instrument, given_fields, "en").answers
    again: dict[str, list[str]] = {}
    for answer in first:
        if answer.type is QuestionType.TEXT:
            again[answer.key] = [answer.text or ""]
        elif answer.number is not None:
            again[answer.key] = [str(answer.number)]
        else:
            again[answer.key] = list(answer.choices)
            again[f"{answer.key}.other"] = [answer.text or ""]
    assert validate(instrument, again, "en").answers == first
