import json

from hypothesis import given
from hypothesis import strategies as st

from surveys.formats.problems import InstrumentErrors
from surveys.formats.surveyjs import parse_surveyjs, read_surveyjs, write_surveyjs
from surveys.instrument import Instrument
from tests.surveys.instruments import EASE, LOST, WISH, asked, instruments


@given(instruments())
def test_what_is_written_reads_back_as_the_same_instrument(instrument: Instrument) -> None:
    written = write_surveyjs(instrument)
    assert read_surveyjs(written) == instrument
    assert parse_surveyjs(json.dumps(written)) == instrument


def test_only_what_differs_from_the_defaults_is_written() -> None:
    assert write_surveyjs(asked(EASE, LOST, WISH))["pages"] == [
        {
            "name": "page1",
            "elements": [
                {
                    "type": "rating",
                    "name": "ease",
                    "title": "How easy was it?",
                    "isRequired": True,
                    "rateMin": 0,
                    "rateMax": 10,
                },
                {
                    "type": "checkbox",
                    "name": "lost",
                    "title": {"default": "What cost you time?", "de": "Was hat Zeit gekostet?"},
                    "choices": [
                        {"value": "deals", "text": "Deals"},
                        {"value": "exams", "text": "Exams"},
                        {"value": "support", "text": "Support"},
                    ],
                    "maxSelectedChoices": 2,
                    "showOtherItem": True,
                    "showNoneItem": True,
                },
                {"type": "comment", "name": "wish", "title": "What should we change?"},
            ],
        }
    ]


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(("rating", "checkbox", "text")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("pages", "elements", "type", "name", "title", "choices", "value", "rateMin", "x\ud800")),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(_json)
def test_any_json_is_read_or_refused_with_reasons(document: object) -> None:
    try:
        instrument = read_surveyjs(document)
    except InstrumentErrors as error:
        str(error).encode("utf-8")
        return
    assert read_surveyjs(write_surveyjs(instrument)) == instrument
