"""Two whole documents of the shared data: what can be read alone is read, all else is named."""

import json
from typing import Any

import pytest

from surveys.formats.problems import InstrumentErrors
from surveys.formats.surveyjs import parse_surveyjs, read_surveyjs
from surveys.instrument import QuestionType
from tests.shared_data import SHARED_DATA, needs_shared_data

pytestmark = needs_shared_data


def text_of(name: str) -> str:
    assert SHARED_DATA is not None
    return (SHARED_DATA / "formats" / f"{name}.surveyjs.json").read_text(encoding="utf-8")


def refused(name: str) -> set[str]:
    with pytest.raises(InstrumentErrors) as error:
        parse_surveyjs(text_of(name))
    return {problem.path for problem in error.value.problems}


def test_the_pulse_is_refused_for_its_logic_and_its_other_types_and_for_nothing_else() -> None:
    assert refused("partner_pulse") == {
        "pages[0].elements[1].visibleIf",
        "pages[0].elements[3].type",
        "pages[1].visibleIf",
        *(f"pages[1].elements[1].{name}" for name in ("inputType", "min", "max", "validators", "visibleIf")),
        "pages[2].elements[0].type",
        "pages[2].elements[2].type",
        "pages[2].elements[3].inputType",
        "pages[2].elements[3].visibleIf",
    }


def test_every_construct_outside_the_subset_is_named() -> None:
    assert refused("unsupported") == {
        *(f"pages[0].elements[{place}].type" for place in (0, 1, 3)),
        *(f"pages[0].elements[{place}].visibleIf" for place in (4, 5, 6)),
    }


def test_the_questions_of_the_pulse_that_stand_alone_are_read() -> None:
    pages: list[dict[str, Any]] = json.loads(text_of("partner_pulse"))["pages"]
    elements = [element for page in pages for element in page["elements"]]
    alone = [each for each in elements if each["name"] in ("ease", "time_lost", "exam_size", "one_thing")]
    read = read_surveyjs({"elements": alone})
    assert [(question.key, question.type) for question in read.questions] == [
        ("ease", QuestionType.RATING),
        ("time_lost", QuestionType.SEVERAL),
        ("exam_size", QuestionType.CHOICE),
        ("one_thing", QuestionType.TEXT),
    ]
    assert read.languages == ("en", "de")
    assert read.question("time_lost").values == ("deals", "exams", "support", "portal", "other", "none")
