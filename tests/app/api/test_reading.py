"""The API shows what the pages show, and hides what they hide."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.db import database, transaction
from app.identity.api_tokens import create_token
from app.programs.models import Program
from app.pulse import queries as pulse
from app.pulse.models import Comment
from app.rules import queries as rules
from app.themes.queries import theme_rows, themes
from tests.app.api.conftest import Caller
from tests.people import make_contact, make_partner
from tests.proposal_makers import make_draft, make_open, make_stage, make_theme, stored
from tests.pulse_makers import answer, close, invitations, make_wave
from tests.theme_makers import let_carry

Make = Callable[..., Caller]


def caller_of(app: Flask, program_id: int) -> Caller:
    with transaction():
        _, secret = create_token("Tests", ["read"], program_id, by=None)
    return Caller(app, secret)


def test_partners_come_by_pages_without_their_people(caller: Make, program: Program) -> None:
    make_contact(make_partner(program, "A1", "msp", "reseller"), "kim@a1.example")
    make_partner(program, "B2", "builder", market="emerging")
    answered = caller("read").get("/partners")
    document = answered.get_json()
    assert [one["external_id"] for one in document["items"]] == ["A1", "B2"]
    assert (document["total"], document["pages"], document["items"][0]["roles"]) == (2, 1, ["msp", "reseller"])
    assert "kim" not in answered.text.lower()
    narrowed = caller("read").get("/partners?role=builder&market=emerging&search=b2%00").get_json()
    assert [one["external_id"] for one in narrowed["items"]] == ["B2"]


def test_figures_of_too_few_organisations_are_hidden_with_the_reason(caller: Make, program: Program) -> None:
    wave = make_wave(program, partners=3)
    for invitation in invitations(wave):
        answer(invitation, ease="3", change="The portal is slow at month end")
    close(wave)
    answered = caller("read").get(f"/waves/{wave.public_id}/facts")
    facts = answered.get_json()
    assert (facts["submissions"], facts["hidden"]) == (None, {"submissions": "too_few"})
    assert facts["questions"]["ease"]["answered"] is None
    assert set(facts["questions"]["ease"]["counts"].values()) == {None}
    assert "portal is slow" not in answered.text


def test_an_open_wave_shows_no_figures_yet(caller: Make, program: Program) -> None:
    wave = make_wave(program, partners=8)
    for invitation in invitations(wave):
        answer(invitation, ease="3")
    reader, address = caller("read"), f"/waves/{wave.public_id}/facts"
    assert reader.get(address).get_json()["submissions"] is None
    close(wave)
    assert reader.get(address).get_json()["submissions"] == 8
    (listed,) = reader.get("/waves").get_json()["items"]
    assert (listed["name"], listed["state"], listed["invited"]) == ("pulse/2026-Q4", "closed", 8)


def test_a_draft_wave_is_not_there(caller: Make, program: Program) -> None:
    wave = make_wave(program, partners=1, opened=False)
    reader, address = caller("read"), f"/waves/{wave.public_id}/facts"
    assert reader.get(address).status_code == 404
    assert reader.get("/waves").get_json()["items"] == []
    database.session.rollback()
    assert len(pulse.waves(program.id)) == 1


def test_an_empty_program_has_empty_lists_and_no_rulebook(caller: Make) -> None:
    reader = caller("read")
    for path in ("/themes", "/proposals", "/changes", "/waves"):
        assert reader.get(path).get_json() == {"items": []}, path
    assert reader.get("/rulebook").status_code == 404


def test_drafts_of_proposals_are_not_published_and_their_authors_never(app: Flask) -> None:
    stage = make_stage(answered=True)
    draft, opened = make_draft(stage), make_open(stage)
    answered = caller_of(app, stage.program_id).get("/proposals")
    items = answered.get_json()["items"]
    assert [one["id"] for one in items] == [stored(opened).public_id]
    assert stored(draft).public_id not in answered.text
    assert "Maren" not in answered.text


def test_themes_come_with_the_share_that_their_page_shows(app: Flask) -> None:
    stage = make_stage(answered=True)
    (theme,) = caller_of(app, stage.program_id).get("/themes").get_json()["items"]
    wave = pulse.latest_closed_wave(stage.program_id)
    assert wave is not None
    (row,) = theme_rows(stage.program_id, wave)
    assert row.prevalence is not None
    assert row.prevalence.value is not None
    assert (theme["id"], theme["share"], theme["hidden"]) == (row.theme.public_id, row.prevalence.value.share, None)
    assert (theme["people_share"], theme["at_most"]) == (row.prevalence.value.people.share, None)
    assert theme["people_low"] <= theme["people_share"] <= theme["people_high"]
    assert (theme["change"], theme["more_than_chance"]) == (None, None)  # no wave before


def test_a_theme_of_too_few_organisations_has_no_share_but_a_reason(app: Flask) -> None:
    stage = make_stage(answered=True)
    make_theme(stage.program, "Raised by nobody else")
    (comment,) = database.session.scalars(select(Comment).limit(1))
    with transaction():
        (rare,) = [theme for theme in themes(stage.program_id) if theme.name == "Raised by nobody else"]
        let_carry(rare, [comment])
    items = caller_of(app, stage.program_id).get("/themes").get_json()["items"]
    (shown,) = [one for one in items if one["name"] == "Raised by nobody else"]
    assert (shown["share"], shown["low"], shown["high"], shown["hidden"]) == (None, None, None, "too_few")
    answered = pulse.response(pulse.wave_by_id(comment.wave_id)).organisations_answered
    assert shown["at_most"] == 4 / answered


def test_the_rulebook_in_force_comes_as_it_was_published(app: Flask) -> None:
    stage = make_stage()
    document = caller_of(app, stage.program_id).get("/rulebook").get_json()
    version = rules.version_in_force(stage.program_id, rules.today(stage.program_id))
    assert version is not None
    assert (document["id"], document["document"]) == (version.public_id, version.document)
