"""The pages of the codebook: reading, publishing, comparing, bringing in and taking along."""

import html
import io
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import database, transaction
from app.identity.models import Person
from app.themes import queries, services
from app.themes.core.theme_text import ThemeText
from app.themes.models import CodebookEdit
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_person, make_program, sign_in
from tests.theme_makers import accept, make_clusters

FORMATS = ("csv", "json", "qdc")
FILE = "/themes/codebook/import"


def read(client: FlaskClient, path: str) -> str:
    return re.sub(r"\s+", " ", client.get(path).text)


def send(client: FlaskClient, content: bytes, name: str = "codebook") -> str:
    answered = client.post(FILE, data={"file": (io.BytesIO(content), name)})
    assert answered.status_code in (200, 422)
    return re.sub(r"\s+", " ", answered.text)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" type="hidden" value="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


@pytest.fixture
def ana(scene: Scene, client: FlaskClient) -> FlaskClient:
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    return client


@pytest.fixture
def book(scene: Scene) -> Scene:
    """Two themes, one of them in all words."""
    clusters = make_clusters(scene.wave, GROUPS)
    exams = accept(clusters["Certification"], "Certification", scene.analyst)
    accept(clusters["Prices"], "Prices", scene.analyst)
    words = ThemeText("Certification", "Exams <b>are</b> a cliff", "Every exam", "Courses", ("My exam took a day",))
    with transaction():
        services.describe(queries.theme_by_id(exams.id), words, by=scene.analyst)
    return scene


def test_the_codebook_reads_as_a_page_and_hides_how_often_small_themes_came(book: Scene, ana: FlaskClient) -> None:
    page = read(ana, "/themes/codebook")
    for words in ("2 themes, in state 3", "Exams &lt;b&gt;are&lt;/b&gt; a cliff", "Every exam", "My exam took a day"):
        assert words in page
    assert page.count("Shown in 1 wave") == 1
    assert page.count("Not shown in any wave yet") == 1


def test_who_may_only_read_gets_no_buttons(book: Scene, client: FlaskClient) -> None:
    sign_in(client, make_person("m@x.example", "council_member", program=book.program))
    page = client.get("/themes/codebook").text
    assert "Every exam" in page
    assert FILE not in page
    assert "/edit" not in page
    assert client.get(FILE).status_code == 403
    assert client.post(FILE + "/confirm").status_code == 403
    assert client.post("/themes/codebook/versions", data={"note": "Mine"}).status_code == 403
    sign_in(client, make_person("c@x.example", "partner_contact", program=book.program))
    assert client.get("/themes/codebook").status_code == 403


def test_a_version_is_published_read_and_compared(book: Scene, ana: FlaskClient) -> None:
    refused = ana.post("/themes/codebook/versions", data={"note": ""})
    assert refused.status_code == 422
    assert "Say in a sentence what this version is for." in refused.text
    assert ana.post("/themes/codebook/versions", data={"note": "For the council"}).status_code == 303
    version = queries.newest_codebook_version(book.program_id)
    assert version is not None
    with transaction():
        theme = next(one for one in queries.themes(book.program_id) if one.name == "Prices")
        services.describe(theme, ThemeText("Prices", "They rise"), by=book.analyst)
    listed = read(ana, "/themes/codebook/versions")
    assert "For the council" in listed
    assert "It will be version 2" in listed
    assert "They rise" not in read(ana, f"/themes/codebook/versions/{version.public_id}")
    compared = read(ana, "/themes/codebook/difference")
    assert "From version 1 to today: 1 change." in compared
    assert '<ins><span class="visually-hidden">now: </span>They rise</ins>' in compared
    assert compared == read(ana, f"/themes/codebook/difference?before=today&after={version.public_id}")


@pytest.mark.parametrize("form", FORMATS)
def test_a_codebook_goes_out_and_comes_in_without_any_change(book: Scene, ana: FlaskClient, form: str) -> None:
    out = ana.get(f"/themes/codebook/export/{form}")
    assert f'filename="codebook-today.{form}"' in out.headers["Content-Disposition"]
    assert "The codebook says all this already." in send(ana, out.data)
    assert ana.get("/themes/codebook/export/exe").status_code == 404


def test_no_file_holds_a_partners_words(book: Scene, ana: FlaskClient) -> None:
    for form in FORMATS:
        out = ana.get(f"/themes/codebook/export/{form}").text
        assert "is a cliff" not in out.replace("Exams <b>are</b> a cliff", "")
        assert "The price" not in out
    vectors = {
        one["name"]: "vector" in one for one in json.loads(ana.get("/themes/codebook/export/json").text)["themes"]
    }
    assert vectors == {"Certification": True, "Prices": False}


def test_a_file_is_looked_at_first_and_stored_on_confirmation(book: Scene, ana: FlaskClient) -> None:
    edits = len(queries.edits(book.program_id))
    content = b'name,definition\nPrices,They rise\nPortal,"Signing & <in>"\n,Nothing\nPrices,Again\n'
    page = send(ana, content)
    assert "1 theme would be added, 1 changed, 0 are the same already; 2 faults in the file" in page
    assert '<td class="num">4</td><td>name</td><td>The name is missing; every theme needs one.</td>' in page
    assert "Line 2 has the same name." in page
    assert "Not in the file: Certification." in page
    assert len(queries.edits(book.program_id)) == edits
    stored = ana.post(
        FILE + "/confirm",
        data={"rows": hidden(page, "rows"), "number": hidden(page, "number")},
        content_type="multipart/form-data",
    )
    assert stored.status_code == 303
    found = {theme.name: theme.definition for theme in queries.themes(book.program_id)}
    assert found == {"Certification": "Exams <b>are</b> a cliff", "Prices": "They rise", "Portal": "Signing & <in>"}
    again = ana.post(FILE + "/confirm", data={"rows": hidden(page, "rows"), "number": hidden(page, "number")})
    assert again.status_code == 409
    assert len(queries.edits(book.program_id)) == edits + 1


def test_a_forged_confirmation_stores_nothing(book: Scene, ana: FlaskClient) -> None:
    number = str(queries.codebook_number(book.program_id))
    for rows, given in (("", number), ("<x/>", number), ("[" * 9999, number), ("name\nA\n", ""), ("name\nA\n", "x")):
        answered = ana.post(FILE + "/confirm", data={"rows": rows, "number": given})
        assert answered.status_code in (409, 422)
    assert database.session.query(CodebookEdit).count() == 3


def test_a_hostile_file_gets_a_sentence_with_its_line(book: Scene, ana: FlaskClient) -> None:
    page = send(
        ana, b'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CodeBook>&a;</CodeBook>'
    )
    assert "which a codebook never needs" in page
    assert "Nothing would be stored: 1 fault." in page
    assert "root:" not in page
    assert "Choose a CSV, XLSX, JSON" in re.sub(r"\s+", " ", ana.post(FILE, data={}).text)


def test_empty_pages_say_what_to_do_first(app: Flask, client: FlaskClient) -> None:
    sign_in(client, make_person("ana@vendor.example", "analyst", program=make_program()))
    assert "The codebook has no theme yet" in client.get("/themes/codebook").text
    assert "No version is published yet" in client.get("/themes/codebook/versions").text
    assert "nothing to compare yet" in client.get("/themes/codebook/difference").text
    assert "The picture begins when a wave has closed" in client.get("/themes/lineage").text
    assert client.get("/themes/codebook/export/csv").status_code == 404


def test_another_programs_codebook_is_not_to_be_found(book: Scene, client: FlaskClient) -> None:
    with transaction():
        version = services.publish_codebook("Ours", by=book.analyst).public_id
    sign_in(client, make_person("o@x.example", "analyst", program=make_program("other", "Other")))
    assert client.get(f"/themes/codebook/versions/{version}").status_code == 404
    assert client.get(f"/themes/codebook/export/csv?version={version}").status_code == 404
    assert "Certification" not in client.get(f"/themes/codebook/difference?before={version}").text
