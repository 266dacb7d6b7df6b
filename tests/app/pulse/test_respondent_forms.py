"""The form's protection against foreign sites, its weight, and its languages."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.programs.models import Program
from app.pulse.models import Wave
from app.pulse.since import Since, since_last_time, tell_since
from app.pulse.wording import WORDED, words
from surveys.disclosure import PrivacyMode
from tests.pulse_makers import QUESTIONS, enter, links, make_wave

HTTPS = "https://localhost"


def token_in(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_form_without_its_token_is_refused_and_with_it_taken_also_without_referrer(app: Flask, wave: Wave) -> None:
    browser = app.test_client()
    browser.get(links()[0], base_url=HTTPS)
    token = token_in(browser.get("/p", base_url=HTTPS).text)
    assert browser.post("/p", data={"ease": "8"}, base_url=HTTPS).status_code == 400
    sent = browser.post("/p", data={"ease": "8", "csrf_token": token}, base_url=HTTPS)
    assert sent.status_code == 303, sent.text


def test_under_https_the_cookie_is_secure(app: Flask, client: FlaskClient, wave: Wave) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True
    assert "Secure" in client.get(links()[0], base_url=HTTPS).headers["Set-Cookie"]


def test_the_page_weighs_at_most_fifty_kilobytes_with_all_it_loads(client: FlaskClient, program: Program) -> None:
    many = [{**QUESTIONS[number % 4], "name": f"q{number}"} for number in range(12)]
    make_wave(program, partners=1, questions=many)
    enter(client, links()[0])
    page = client.get("/p").text
    loaded = {urlsplit(name).path for name in re.findall(r'(?:href|src)="(/static/[^"]+)"', page)}
    for sheet in [name for name in loaded if name.endswith(".css")]:
        inside = re.findall(r'url\("\.\.(/[^"]+)"\)', client.get(sheet).text)
        loaded |= {f"/static{name}" for name in inside}
    assert any(name.endswith(".woff2") for name in loaded)
    sizes = {name: len(client.get(name).data) for name in loaded} | {"/p": len(page.encode())}
    assert sum(sizes.values()) <= 50 * 1024, sizes


def test_the_page_needs_no_script_and_has_a_label_for_every_control(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    page = client.get("/p").text
    assert "<script>" not in page
    assert re.findall(r"<textarea(?![^>]*aria-label)", page) == []


def test_the_form_speaks_the_language_asked_for(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    page = unescape(client.get("/p?language=de").text)
    assert '<html lang="de"' in page
    assert "Wie leicht ist es?" in page
    assert "Meine Antworten senden" in page
    assert "Offen bis 8. Dezember, 10:00" in page
    sent = client.post("/p?language=de", data={})
    assert sent.status_code == 422
    assert "Diese Frage braucht eine Antwort." in sent.text


def test_the_browsers_language_is_taken_where_the_questionnaire_has_it(client: FlaskClient, wave: Wave) -> None:
    enter(client, links()[0])
    german = client.get("/p", headers={"Accept-Language": "de-AT,de;q=0.9"}).text
    assert "Wie leicht ist es?" in german
    assert "How easy is it?" in client.get("/p", headers={"Accept-Language": "fr"}).text
    gone = client.get("/p/unknown", headers={"Accept-Language": "fr"}).text
    assert '<html lang="fr"' in gone
    assert "Ce lien n'est plus valable" in unescape(gone)


def test_a_right_to_left_questionnaire_is_laid_out_so(client: FlaskClient, program: Program) -> None:
    titled = {"default": "Change?", "ar": "ماذا نغير؟"}
    make_wave(program, partners=1, questions=[{"type": "comment", "name": "change", "title": titled}])
    enter(client, links()[0])
    page = client.get("/p?language=ar").text
    assert '<html lang="ar" dir="rtl">' in page
    assert "ماذا نغير؟" in page


@pytest.mark.parametrize("language", WORDED)
def test_every_language_says_the_same_things(language: str) -> None:
    english, other = words("en"), words(language)
    assert other.keys() == english.keys()
    assert set(other["privacy"]) == set(PrivacyMode)
    for name, sentence in english.items():
        if isinstance(sentence, str):
            assert set(re.findall(r"{\w+}", other[name])) == set(re.findall(r"{\w+}", sentence)), name


def test_what_came_of_the_last_time_stands_above_the_questions(
    client: FlaskClient, wave: Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.pulse.since._sources", [])
    assert since_last_time(1, 1) == []
    tell_since(lambda person_id, program_id: [Since("Quotes come <within> four hours.", "/changes", "Read more")])
    enter(client, links()[0])
    page = client.get("/p").text
    assert "<b>Since last time:</b> Quotes come &lt;within&gt; four hours." in page
    assert '<a href="/changes">Read more</a>' in page
