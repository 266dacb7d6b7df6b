"""What changed for one partner: their own facts, nobody else's, and no hidden figure."""

import datetime as dt

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import database, transaction
from app.identity.models import Grant, Person
from app.outcomes import services
from app.programs.models import Contact
from app.proposals import queries as proposals
from app.pulse.models import Comment, Invitation, Wave
from app.pulse.since import since_last_time
from app.shared import clock
from app.themes.models import Theme
from tests.app.outcomes.test_rules_answer_themes import decide
from tests.outcome_makers import MARCH, answer_theme
from tests.people import sign_in
from tests.proposal_makers import Stage, make_theme, member, partner_named, viewer
from tests.pulse_makers import close, enter, invitations, link_in, mails, make_wave
from tests.theme_makers import let_carry


def contact_of(stage: Stage, external_id: str) -> Person:
    """Return the contact of a partner, who may sign in."""
    person_id = member(stage, external_id).id
    granted = select(Grant).where(Grant.person_id == person_id)
    with transaction():
        if database.session.scalar(granted) is None:
            database.session.add(Grant(person_id=person_id, program_id=stage.program_id, role="partner_contact"))
    return database.session.get_one(Person, person_id)


def page_of(client: FlaskClient, stage: Stage, external_id: str) -> str:
    sign_in(client, contact_of(stage, external_id))
    answer = client.get("/what-changed")
    assert answer.status_code == 200
    return answer.text.replace("\N{NO-BREAK SPACE}", " ")


def test_it_says_how_often_one_answered_and_what_came_of_it(client: FlaskClient, stage: Stage) -> None:
    answer_theme(stage, "planned", "Four instead of five", promised_by=MARCH)
    page = page_of(client, stage, "p3")
    assert "What changed for you, Partner p3" in page
    assert "You answered the last pulse. The one thing" in page
    assert "The one thing partners raised that was answered is planned." in page
    assert "Planned by 1 March 2027" in page


def test_before_any_answer_the_page_says_when_one_will_come(client: FlaskClient, stage: Stage) -> None:
    assert "Nothing has been answered yet. Northwind Cloud answers" in page_of(client, stage, "p3")


def test_one_sees_the_move_of_ones_own_organisation_and_not_that_of_another(client: FlaskClient, stage: Stage) -> None:
    decide(stage, "accept")
    assert "You will move from Registered to Gold" in page_of(client, stage, "p1")
    other = page_of(client, stage, "p7")
    assert "You will move" not in other
    assert "Partner p1" not in other
    assert "contact1" not in other.lower()


def test_what_was_declined_moves_nobody(client: FlaskClient, stage: Stage) -> None:
    decide(stage, "accept")
    clock.advance(dt.timedelta(minutes=1))
    answer_theme(stage, "declined", "It stays", proposal=proposals.of_theme(stage.theme_id)[0])
    page = page_of(client, stage, "p1")
    assert "You will move" not in page
    assert "Nothing changes." in page


def test_a_share_is_that_of_partners_like_one_and_a_hidden_one_is_not_told(client: FlaskClient, stage: Stage) -> None:
    answer_theme(stage)
    assert "50 % of MSPs, 2026-Q3" in page_of(client, stage, "p1")  # by market, all or none say it: that is hidden
    assert "mature markets" not in page_of(client, stage, "p1")
    theme_id = make_theme(stage.program, "Nobody but one").id
    with transaction():
        theme = database.session.get_one(Theme, theme_id)
        let_carry(theme, database.session.scalars(select(Comment).limit(1)).all())
        services.set_outcome(theme, "done", "Yes", by=viewer(stage.owner, stage.program))
    page = page_of(client, stage, "p1")
    row = page.split("<b>Nobody but one</b>")[1].split("</th>")[0]
    assert "%" not in row


def test_the_scorecard_is_ones_own(client: FlaskClient, stage: Stage) -> None:
    assert "As MSP: Registered" in page_of(client, stage, "p1")
    assert "As MSP: Gold" in page_of(client, stage, "p7")


def test_who_has_no_partner_sees_the_changes_alone_and_staff_are_refused(client: FlaskClient, stage: Stage) -> None:
    answer_theme(stage)
    with transaction():
        database.session.add(Person(email="lone@partner.example", name="Lone"))
    lone = database.session.scalars(select(Person).where(Person.email == "lone@partner.example")).one().id
    with transaction():
        database.session.add(Grant(person_id=lone, program_id=stage.program_id, role="partner_contact"))
    sign_in(client, database.session.get_one(Person, lone))
    page = client.get("/what-changed").text
    assert "Quotes come within four hours" in page
    assert "Your scorecard" not in page
    sign_in(client, stage.owner)
    assert client.get("/what-changed").status_code == 403


@pytest.fixture
def asked(client: FlaskClient, stage: Stage) -> FlaskClient:
    """A browser that opened partner p1's link of the next pulse, without an account."""
    clock.advance(dt.timedelta(days=1))
    answer_theme(stage)
    wave = make_wave(stage.program, "2026-Q4")
    place = [one.partner_id for one in invitations(wave)].index(partner_named(stage.program, "p1").id)
    person_id = invitations(wave)[place].person_id
    enter(client, link_in([one for one in mails() if one.person_id == person_id][-1]))
    return client


def test_the_personal_link_leads_there_without_an_account(asked: FlaskClient) -> None:
    page = asked.get("/p/what-changed")
    assert page.status_code == 200
    assert "What changed for you, Partner p1" in page.text
    assert "Quotes come within four hours" in page.text
    assert "Certified engineers" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_without_a_link_one_is_told_to_ask_for_one(client: FlaskClient, stage: Stage) -> None:
    answer = client.get("/p/what-changed")
    assert (answer.status_code, answer.location) == (303, "/p")


def test_when_the_pulse_is_over_its_link_no_longer_shows_figures(asked: FlaskClient) -> None:
    wave = database.session.scalars(select(Wave).where(Wave.label == "2026-Q4")).one()
    close(wave)
    page = asked.get("/p/what-changed").text
    assert "Quotes come within four hours" in page
    assert "Certified engineers" not in page
    assert "Sign in with your address" in page


def test_who_left_sees_nothing_of_the_organisation(asked: FlaskClient, stage: Stage) -> None:
    partner_id = partner_named(stage.program, "p1").id
    with transaction():
        for contact in database.session.scalars(select(Contact).where(Contact.partner_id == partner_id)):
            contact.active = False
    page = asked.get("/p/what-changed").text
    assert "Partner p1" not in page
    assert "Certified engineers" not in page


def test_the_next_pulse_says_what_was_told_since_one_answered(asked: FlaskClient, stage: Stage) -> None:
    assert "You said: Certification is a cliff. Done: Quotes come within four hours" in asked.get("/p").text
    own = database.session.scalars(select(Invitation).join(Wave).where(Wave.label == "2026-Q4")).first()
    assert own is not None
    person_id = own.person_id
    with transaction():
        database.session.get_one(Invitation, own.id).answered_at = clock.now()
    assert since_last_time(person_id, stage.program_id) == []


def test_who_never_answered_is_not_told_what_they_said(stage: Stage) -> None:
    answer_theme(stage)
    with transaction():
        for invitation in database.session.scalars(select(Invitation)):
            invitation.answered_at = None
    person_id = member(stage, "p1").id
    assert since_last_time(person_id, stage.program_id) == []
