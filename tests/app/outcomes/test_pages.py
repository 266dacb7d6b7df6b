"""The pages of Tell and Measure, and what everybody may read."""

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from app.db import database, emit, transaction
from app.identity.models import Person
from app.jobs.worker import work_off
from app.outcomes import queries
from app.proposals.links import links_after
from app.shared import clock
from app.themes.events import ThemeAccepted
from app.themes.links import links_of
from tests.app.outcomes.test_rules_answer_themes import decide
from tests.outcome_makers import MARCH, answer_theme, make_in_force
from tests.people import make_person, make_program, sign_in
from tests.proposal_makers import Stage
from tests.pulse_makers import mails

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def owner(client: FlaskClient, stage: Stage) -> FlaskClient:
    sign_in(client, stage.owner)
    return client


def address(stage: Stage, more: str = "") -> str:
    return f"/outcomes/{stage.theme.public_id}{more}"


def filled(**more: str) -> dict[str, str]:
    return {"state": "done", "text": "Quotes come within four hours", "seen": "", **more}


def test_the_list_shows_late_promises_first_and_in_days(owner: FlaskClient, stage: Stage) -> None:
    with transaction():
        emit(ThemeAccepted(stage.theme_id))
    clock.advance(dt.timedelta(days=48))
    sign_in(owner, stage.owner)
    page = owner.get("/outcomes").text.replace("\N{NO-BREAK SPACE}", " ")
    assert "One waits for an answer. One promise is late." in page
    assert "3 days late" in page


def test_without_themes_the_list_leads_to_them(client: FlaskClient, app: Any) -> None:
    program = make_program()
    sign_in(client, make_person("maren@vendor.example", "program_owner", program=program))
    page = client.get("/outcomes").text
    assert "No theme has been accepted yet" in page
    assert 'href="/themes' in page


def test_an_answer_is_stored_and_everybody_told(owner: FlaskClient, stage: Stage) -> None:
    answer = owner.post(address(stage), data=filled(for_you="Applies to deals under € 50,000."))
    assert (answer.status_code, answer.location) == (303, address(stage))
    work_off()
    assert len(mails("notice")) == 12
    page = owner.get(address(stage)).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "12 people were told that this is done" in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"state": "declined", "text": " "}, "Give the reason."),
        ({"state": "planned"}, "Say by when it is planned."),
        ({"state": "planned", "promised_by": "2026-11-01"}, "still to come"),
        ({"state": "gone"}, "Not a valid choice"),
        ({"text": "x" * 2001}, "Keep it under 2,000 characters."),
        ({"proposal": "01nosuchproposal"}, "Not a valid choice"),
    ],
)
def test_a_bad_answer_comes_back_with_what_was_typed(
    owner: FlaskClient, stage: Stage, fields: dict[str, str], message: str
) -> None:
    answer = owner.post(address(stage), data={**filled(for_you="kept words"), **fields})
    assert answer.status_code == 422
    assert message in answer.text
    assert "kept words" in answer.text
    assert queries.outcome_of(stage.theme_id) is None


def test_an_answer_over_somebody_elses_answers_409(owner: FlaskClient, stage: Stage) -> None:
    answer_theme(stage, "declined", "Somebody was faster")
    answer = owner.post(address(stage), data=filled())
    assert answer.status_code == 409
    assert "Somebody has answered this theme meanwhile" in answer.text
    assert "Quotes come within four hours" in answer.text


def test_the_mail_can_be_read_before_it_is_sent(owner: FlaskClient, stage: Stage) -> None:
    answer = owner.post(address(stage, "/preview"), data=filled(text="Within <b>four</b> hours"))
    assert answer.status_code == 200
    assert "Hello Maren Holt," in answer.text
    assert "Done: Within &lt;b&gt;four&lt;/b&gt; hours" in answer.text
    assert queries.outcome_of(stage.theme_id) is None
    assert mails("notice") == []
    assert owner.post(address(stage, "/preview"), data=filled(text="")).status_code == 422


def test_others_read_but_do_not_answer(client: FlaskClient, stage: Stage) -> None:
    answer_theme(stage)
    sign_in(client, stage.facilitator)
    page = client.get(address(stage))
    assert "Quotes come within four hours" in page.text
    assert "<textarea" not in page.text
    assert client.post(address(stage), data=filled()).status_code == 403


def test_a_theme_of_another_program_is_not_found(client: FlaskClient, stage: Stage) -> None:
    stranger = make_person("other@vendor.example", "program_owner", program=make_program("other", "Other"))
    sign_in(client, stranger)
    assert client.get(address(stage)).status_code == 404
    assert client.post(address(stage), data=filled()).status_code == 404


def test_the_chains_lead_to_what_was_told(owner: FlaskClient, stage: Stage) -> None:
    proposal = decide(stage, "accept")
    with owner.application.test_request_context():
        assert links_of(stage.theme_id)[-1] == ("Told: planned", address(stage))
        told, effect = links_after(proposal)
    assert (told.label, told.url) == ("told: planned", address(stage))
    assert (effect.label, effect.url) == ("effect", None)


def test_effects_are_listed_and_measured_by_those_who_may(owner: FlaskClient, stage: Stage) -> None:
    assert "Nothing is expected yet" in owner.get("/effects").text
    make_in_force(stage.program, "theme", stage.theme.public_id, roles=["msp"])
    page = owner.get("/effects").text
    assert "The share of MSPs that raise “Certification is a cliff” falls" in page
    assert "not measured yet" in page
    assert owner.post("/effects/measure").status_code == 303
    assert work_off() > 0
    sign_in(owner, stage.facilitator)
    assert "Measure now" not in owner.get("/effects").text
    assert owner.post("/effects/measure").status_code == 403


def test_everybody_reads_what_was_done_without_who_said_it_or_how_many(client: FlaskClient, stage: Stage) -> None:
    decide(stage, "accept")
    work_off()
    people = [person.name for person in database.session.query(Person)]
    for path in ("/changes", "/changes.atom"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Certification is a cliff" in answer.text
        assert "Four engineers are enough (proposal 1)." in answer.text
        for secret in (
            "Partner p",
            "p1.example",
            "Five certificates",
            " %",
            "MSPs",
            "/proposals/",
            "/themes/",
            *people,
        ):
            assert secret not in answer.text.replace("\N{NO-BREAK SPACE}", " "), secret


def test_a_promise_and_a_theme_that_nobody_answered_are_not_public(client: FlaskClient, stage: Stage) -> None:
    with transaction():
        emit(ThemeAccepted(stage.theme_id))
    page = client.get("/changes").text
    assert "Certification is a cliff" not in page
    assert "Nothing has been answered yet" in page


def test_the_feed_is_atom_whatever_the_owner_typed(client: FlaskClient, stage: Stage) -> None:
    answer_theme(stage, "planned", "Within <four> hours & ]]> “now”\x0b \U0001f600", promised_by=MARCH)
    answer = client.get("/changes.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert feed.find(f"{ATOM}{name}") is not None
    (entry,) = feed.findall(f"{ATOM}entry")
    for name in ("id", "title", "updated", "author", "link"):
        assert entry.find(f"{ATOM}{name}") is not None
    assert "Within <four> hours & ]]> “now” \U0001f600" in (entry.findtext(f"{ATOM}content") or "")
    assert dt.datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "") == clock.now()


def test_an_empty_feed_is_a_feed(client: FlaskClient, app: Any) -> None:
    feed = ElementTree.fromstring(client.get("/changes.atom").data)
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
