"""The API shows what the pages show, and hides what they hide."""

from collections.abc import Callable

from app.db import database
from app.programs.models import Program
from app.pulse import queries as pulse
from tests.app.api.conftest import Caller
from tests.people import make_contact, make_partner
from tests.pulse_makers import answer, close, invitations, make_wave

Make = Callable[..., Caller]


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
