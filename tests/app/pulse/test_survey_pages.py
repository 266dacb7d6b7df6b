"""Surveys: what is asked is seen before it is asked, and a questionnaire that can't be read says where."""

import io
import json

import pytest
from flask.testing import FlaskClient

from app.identity.models import Person
from app.programs.models import Program
from app.pulse import queries
from tests.people import sign_in
from tests.pulse_makers import QUESTIONS, make_wave

DOCUMENT = json.dumps({"title": "Partner <pulse>\nof all", "elements": QUESTIONS})


@pytest.fixture
def page(client: FlaskClient, owner: Person) -> FlaskClient:
    sign_in(client, owner)
    return client


def test_a_pasted_or_uploaded_questionnaire_becomes_a_version(page: FlaskClient) -> None:
    pasted = page.post("/surveys/import", data={"key": "pulse", "text": DOCUMENT})
    assert pasted.status_code == 303
    shown = page.get(pasted.location).text
    assert "Partner &lt;pulse&gt; of all" in shown
    assert "How easy is it?" in shown
    assert "A number from 0 to 10, Very hard to Very easy" in shown
    changed = DOCUMENT.replace("How easy", "How simple").encode()
    page.post("/surveys/import", data={"key": "pulse", "file": (io.BytesIO(changed), "pulse.json")})
    assert "version 2" in page.get(pasted.location).text
    assert "How simple is it?" in page.get(f"{pasted.location}/preview").text


def test_each_place_that_cannot_be_read_is_listed_and_nothing_is_stored(page: FlaskClient) -> None:
    text = json.dumps(
        {"elements": [{"type": "matrix", "name": "grid"}, {"type": "comment", "name": "b", "visibleIf": "x"}]}
    )
    refused = page.post("/surveys/import", data={"key": "pulse", "text": text})
    assert refused.status_code == 422
    assert "elements[0].type" in refused.text
    assert "elements[1].visibleIf" in refused.text
    assert "matrix&#34;" in refused.text
    assert list(queries.surveys(1)) == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"key": "pulse", "text": ""}, "Choose a file or paste its text."),
        ({"key": "pulse", "text": "{"}, "The file is not JSON"),
        ({"key": "9 lives", "text": DOCUMENT}, "can’t be a survey"),
        ({"key": "pulse", "file": b"\xff\xfe\x00"}, "The file is not UTF-8 text."),
        ({"key": "pulse", "file": b"  "}, "The file is empty."),
        ({"key": "pulse", "file": b" " * 3_000_000}, "larger than 2 MB"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(page: FlaskClient, form: dict[str, object], said: str) -> None:
    if isinstance(content := form.get("file"), bytes):
        form = form | {"file": (io.BytesIO(content), "pulse.json")}
    refused = page.post("/surveys/import", data=form)
    assert refused.status_code == 422
    assert said.replace("’", "&#39;") in refused.text


def test_a_wave_keeps_the_version_with_which_it_opened(page: FlaskClient, program: Program) -> None:
    wave = make_wave(program, partners=1)
    page.post("/surveys/import", data={"key": "pulse", "text": DOCUMENT.replace("How easy", "How simple")})
    assert "How easy is it?" in page.get(f"/waves/{wave.public_id}/preview").text
