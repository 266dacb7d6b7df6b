from typing import Any

import pytest

from surveys.formats.problems import InstrumentErrors
from surveys.formats.surveyjs import parse_surveyjs, read_surveyjs
from surveys.instrument import Choice, Question, QuestionType
from surveys.texts import Text


def page_of(*elements: object) -> dict[str, object]:
    return {"pages": [{"name": "p1", "elements": list(elements)}]}


def question_from(**element: Any) -> Question:
    return read_surveyjs(page_of({"name": "asked", **element})).questions[0]


def refused(document: object) -> list[tuple[str, str]]:
    with pytest.raises(InstrumentErrors) as error:
        read_surveyjs(document)
    assert all(problem.message.endswith(".") for problem in error.value.problems)
    return [(problem.path, problem.reason) for problem in error.value.problems]


def refused_element(**element: Any) -> list[tuple[str, str]]:
    found = refused(page_of({"name": "asked", "type": "text", **element}))
    return [(path.removeprefix("pages[0].elements[0]").lstrip("."), reason) for path, reason in found]


def test_a_rating_runs_from_one_to_five_unless_it_says_otherwise() -> None:
    plain = question_from(type="rating")
    assert (plain.type, plain.lowest, plain.highest) == (QuestionType.RATING, 1, 5)
    wide = question_from(type="rating", rateMin=0, rateMax=10, minRateDescription="Hard", maxRateDescription="Easy")
    assert (wide.lowest, wide.highest, wide.lowest_label, wide.highest_label) == (0, 10, Text("Hard"), Text("Easy"))


@pytest.mark.parametrize("kind", ["radiogroup", "dropdown"])
def test_radiogroup_and_dropdown_ask_for_one_choice(kind: str) -> None:
    read = question_from(type=kind, choices=["none", {"value": 2, "text": {"default": "Two", "de": "Zwei"}}])
    assert read.type is QuestionType.CHOICE
    assert read.choices == (Choice("none", Text("none")), Choice("2", Text("Two", (("de", "Zwei"),))))


def test_a_checkbox_asks_for_several_with_other_none_and_a_limit() -> None:
    read = question_from(
        type="checkbox", choices=["a"], showOtherItem=True, hasNone=True, otherText="More", maxSelectedChoices=2
    )
    assert (read.type, read.allows_other, read.allows_none, read.most) == (QuestionType.SEVERAL, True, True, 2)
    assert (read.other_label, read.none_label) == (Text("More"), Text())
    assert question_from(type="checkbox", choices=["a"], maxSelectedChoices=0).most is None


def test_comment_has_many_lines_and_text_has_one() -> None:
    comment, line = question_from(type="comment", maxLength=2000), question_from(type="text", maxLength=-1)
    assert (comment.type, comment.many_lines, comment.longest) == (QuestionType.TEXT, True, 2000)
    assert (line.type, line.many_lines, line.longest) == (QuestionType.TEXT, False, 4000)


def test_a_question_without_a_title_is_called_by_its_name() -> None:
    read = question_from(type="comment", description="Think of spring", isRequired=True)
    assert (read.title, read.help, read.required) == (Text("asked"), Text("Think of spring"), True)


def test_a_survey_holds_pages_titles_and_the_language_of_its_texts() -> None:
    element = {"type": "text", "name": "a"}
    survey = {"title": "Pulse", "locale": "de", "description": {"de": "Kurz", "en": "Short"}}
    read = read_surveyjs({**survey, "pages": [{"title": "One", "elements": [element]}]})
    assert (read.title, read.language, read.pages[0].title) == (Text("Pulse"), "de", Text("One"))
    assert read.description == Text("Kurz", (("en", "Short"),))
    assert read.pages[0].key == "page1"


def test_elements_without_a_page_make_one_page() -> None:
    read = read_surveyjs({"elements": [{"type": "text", "name": "a"}]})
    assert [page.key for page in read.pages] == ["page1"]


def test_markup_in_a_title_is_plain_text() -> None:
    assert question_from(type="text", title="<img src=x onerror=alert(1)>\x00").title == Text(
        "<img src=x onerror=alert(1)>"
    )


@pytest.mark.parametrize("kind", ["matrix", "ranking", "boolean", "paneldynamic", "html", "signaturepad", "panel"])
def test_a_type_outside_the_subset_is_named_with_its_path(kind: str) -> None:
    assert refused_element(type=kind) == [("type", "unknown_type")]


@pytest.mark.parametrize("name", ["visibleIf", "enableIf", "requiredIf", "validators", "choicesByUrl"])
def test_logic_is_named_with_its_path_also_on_unknown_types(name: str) -> None:
    assert refused_element(**{name: "{x} = 1"}) == [(name, "logic")]
    assert refused_element(type="matrix", **{name: "{x} = 1"}) == [("type", "unknown_type"), (name, "logic")]


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ({"placeholder": "x"}, ("placeholder", "unknown_property")),
        ({"inputType": "date"}, ("inputType", "unknown_value")),
        ({"maxLength": 0}, ("maxLength", "out_of_range")),
        ({"maxLength": 10**9}, ("maxLength", "out_of_range")),
        ({"maxLength": True}, ("maxLength", "wrong_type")),
        ({"isRequired": "yes"}, ("isRequired", "wrong_type")),
        ({"title": 7}, ("title", "wrong_type")),
        ({"title": "x" * 2001}, ("title", "too_long")),
        ({"title": {"default": "a", "de": 1}}, ("title.de", "wrong_type")),
        ({"title": {"default": "a", "no code": "b"}}, ("title.no code", "unknown_value")),
        ({"title": {"default": "a", "de": "b", "DE": "c"}}, ("title.DE", "duplicate")),
        ({"title": {"de": "b"}}, ("title", "missing")),
        ({"name": None}, ("name", "missing")),
        ({"name": "two words"}, ("name", "bad_name")),
        ({"type": None}, ("type", "missing")),
        ({"type": 3}, ("type", "wrong_type")),
        ({"type": "rating", "rateMin": 5}, ("rateMax", "out_of_range")),
        ({"type": "rating", "rateMax": 5.5}, ("rateMax", "wrong_type")),
        ({"type": "radiogroup"}, ("choices", "missing")),
        ({"type": "radiogroup", "choices": []}, ("choices", "missing")),
        ({"type": "radiogroup", "choices": "a"}, ("choices", "wrong_type")),
        ({"type": "radiogroup", "choices": ["a", "a"]}, ("choices[1].value", "duplicate")),
        ({"type": "radiogroup", "choices": [1, "1"]}, ("choices[1].value", "duplicate")),
        ({"type": "radiogroup", "choices": ["other"], "showOtherItem": True}, ("choices[0].value", "duplicate")),
        ({"type": "radiogroup", "choices": [{"text": "A"}]}, ("choices[0].value", "missing")),
        ({"type": "radiogroup", "choices": [1.5]}, ("choices[0].value", "wrong_type")),
        ({"type": "radiogroup", "choices": [" "]}, ("choices[0].value", "out_of_range")),
        ({"type": "radiogroup", "choices": [{"value": "a", "visibleIf": "x"}]}, ("choices[0].visibleIf", "logic")),
        ({"type": "checkbox", "choices": ["a"], "maxSelectedChoices": -1}, ("maxSelectedChoices", "out_of_range")),
    ],
)
def test_every_wrong_property_is_named_with_its_path(element: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in refused_element(**element)


def test_names_are_used_once_in_the_whole_survey_whatever_their_case() -> None:
    one, two = {"type": "text", "name": "ease"}, {"type": "text", "name": "Ease"}
    assert refused({"pages": [{"elements": [one]}, {"elements": [two]}]}) == [
        ("pages[1].elements[0].name", "duplicate")
    ]
    assert refused({"pages": [{"name": "a", "elements": [one]}, {"name": "a"}]}) == [("pages[1].name", "duplicate")]


@pytest.mark.parametrize("document", [None, [], "x", 3])
def test_a_document_that_is_no_object_is_refused(document: object) -> None:
    assert ("", "wrong_type") in refused(document)


def test_a_survey_that_asks_nothing_is_refused() -> None:
    assert refused({"title": "Empty"}) == [("pages", "missing")]


def test_survey_and_page_properties_outside_the_subset_are_named() -> None:
    page = {"visibleIf": "{a} = 1", "elements": [{"type": "text", "name": "a"}]}
    document = {"pages": [page, 4], "triggers": [], "showProgressBar": "top", "locale": "not a code"}
    assert refused(document) == [
        ("locale", "unknown_value"),
        ("pages[0].visibleIf", "logic"),
        ("pages[1]", "wrong_type"),
        ("triggers", "logic"),
        ("showProgressBar", "unknown_property"),
    ]


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ('{"title": "a",\n  oops}', "line 2, column 3", "not JSON"),
        ("", "line 1, column 1", "not JSON"),
        ("[" * 100_000, "", "nested too deeply"),
        ('{"a": NaN}', "", "number"),
        ("9" * 5000, "", "number"),
        ('{"title": "a", "title": "b"}', "title", "twice"),
    ],
)
def test_a_text_that_is_not_json_says_where(text: str, path: str, words: str) -> None:
    with pytest.raises(InstrumentErrors) as error:
        parse_surveyjs(text)
    (problem,) = error.value.problems
    assert problem.path == path
    assert words in problem.message


def test_a_byte_order_mark_before_the_json_does_not_matter() -> None:
    assert parse_surveyjs('\ufeff{"elements": [{"type": "comment", "name": "a"}]}').question("a")


def test_a_property_of_null_is_as_good_as_absent() -> None:
    assert question_from(type="text", visibleIf=None, title=None).title == Text("asked")
