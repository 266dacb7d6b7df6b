"""The pages of Propose, as each person sees them."""

import datetime as dt

import pytest
from flask.testing import FlaskClient

from app.db import transaction
from app.proposals import queries
from app.rules.services import publish_version
from app.shared import clock
from tests.people import make_partner, make_person, make_program, sign_in
from tests.proposal_makers import Stage, make_draft, make_open, make_theme, member, partner_named, put_to_vote, stored
from tests.rules_makers import NEW_YEAR, engineers, measure


def address(proposal: int, more: str = "") -> str:
    return f"/proposals/{stored(proposal).public_id}{more}"


def words(client: FlaskClient, proposal: int, **tried: str) -> str:
    """Return the proposal's page with plain spaces."""
    return client.get(address(proposal), query_string=tried).text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def owner(client: FlaskClient, stage: Stage) -> FlaskClient:
    sign_in(client, stage.owner)
    return client


def test_without_proposals_the_list_leads_to_the_themes(owner: FlaskClient) -> None:
    page = owner.get("/proposals").text
    assert "begins with a theme" in page
    assert 'href="/themes' in page


def test_a_theme_becomes_a_draft_with_one_button(owner: FlaskClient, stage: Stage) -> None:
    answer = owner.post("/proposals/from-theme", data={"theme": stage.theme.public_id})
    assert answer.status_code == 303
    page = owner.get(answer.location).text
    assert "Before it can open" in page
    assert "name at least one change" in page
    assert stage.theme.name in page


def test_a_title_begins_a_draft_and_none_is_refused(owner: FlaskClient) -> None:
    assert owner.post("/proposals/new", data={"title": "  "}).status_code == 422
    answer = owner.post("/proposals/new", data={"title": "Pay rebates monthly"})
    assert answer.status_code == 303
    assert "Pay rebates monthly" in owner.get(answer.location).text


def test_opening_an_incomplete_draft_answers_422_and_names_what_lacks(owner: FlaskClient, stage: Stage) -> None:
    answer = owner.post(address(make_draft(stage, complete=False), "/open"))
    assert answer.status_code == 422
    assert "Before it can open: name at least one change" in answer.text


def test_a_draft_is_written_tried_and_opened_through_its_forms(client: FlaskClient, answered: Stage) -> None:
    owner, stage = client, answered
    sign_in(client, stage.owner)
    draft = make_draft(stage, complete=False)
    loaded = owner.get(address(draft)).text
    seen = loaded.split('name="seen"')[1].split('value="')[1].split('"')[0]
    text = {"title": "Four are enough", "text": "Why", "effective_on": "2027-01-01", "seen": seen}
    assert owner.post(address(draft, "/text"), data=text).status_code == 303
    change = {"parameter": "gold.certified_engineers", "for_role": "msp", "for_market": "mature", "after": "4"}
    tried = owner.get(address(draft), query_string=change)
    assert "Add this change" in tried.text
    part = owner.get(address(draft), query_string=change, headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<section id="try">')
    assert owner.post(address(draft, "/changes"), data=change).status_code == 303
    effect = {"measure": f"theme:{stage.theme.public_id}", "direction": "down", "target": "25", "by": "2027-06-30"}
    assert owner.post(address(draft, "/effects"), data=effect).status_code == 303
    page = owner.get(address(draft)).text
    assert "Ready to open" in page
    assert owner.post(address(draft, "/open")).status_code == 303
    assert "raising “Certification is a cliff” falls from 50 % to under 25 % by 30 June 2027" in words(owner, draft)
    assert stored(draft).state == "open"


def test_a_value_out_of_bounds_answers_422_with_the_bound(owner: FlaskClient, stage: Stage) -> None:
    draft = make_draft(stage, complete=False)
    change = {"parameter": "gold.certified_engineers", "after": "51"}
    answer = owner.post(address(draft, "/changes"), data=change)
    assert answer.status_code == 422
    assert "more than the most allowed, 50 people" in answer.text
    assert "more than the most allowed" in owner.get(address(draft), query_string=change).text


def test_an_effect_without_a_measure_answers_422(owner: FlaskClient, stage: Stage) -> None:
    answer = owner.post(address(make_draft(stage), "/effects"), data={"direction": "down", "by": "2027-06-30"})
    assert answer.status_code == 422
    past = {"measure": f"theme:{stage.theme.public_id}", "direction": "up", "by": "2026-01-01"}
    answer = owner.post(address(make_draft(stage), "/effects"), data=past)
    assert (answer.status_code, "still to come" in answer.text) == (422, True)


def test_what_was_named_can_be_taken_out(owner: FlaskClient, stage: Stage) -> None:
    draft = make_draft(stage)
    (change,), (effect,) = queries.changes_of(draft), queries.effects_of(draft)
    for path in (
        f"/changes/{change.id}/remove",
        f"/effects/{effect.public_id}/remove",
        f"/themes/{stage.theme.public_id}/remove",
    ):
        assert owner.post(address(draft, path)).status_code == 303
    answer = owner.post(address(draft, "/open"))
    assert "cite at least one theme" in answer.text
    assert owner.post(address(draft, "/themes"), data={"theme": stage.theme.public_id}).status_code == 303
    assert len(queries.citations(draft)) == 1


def test_two_owners_on_one_draft_overwrite_nothing_of_each_other(owner: FlaskClient, stage: Stage) -> None:
    draft = make_draft(stage)
    seen = owner.get(address(draft)).text.split('name="seen"')[1].split('value="')[1].split('"')[0]
    mine = {"title": "Mine", "text": "my text", "effective_on": "2027-01-01", "seen": seen}
    assert (
        owner.post(address(draft, "/text"), data={**mine, "title": "Theirs", "text": "their text"}).status_code == 303
    )
    answer = owner.post(address(draft, "/text"), data=mine)
    assert answer.status_code == 409
    assert "their text" in answer.text
    assert "my text" in answer.text
    assert stored(draft).title == "Theirs"
    again = answer.text.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert owner.post(address(draft, "/text"), data={**mine, "seen": again}).status_code == 303
    assert stored(draft).title == "Mine"


def test_a_draft_is_not_there_for_others_than_owners(client: FlaskClient, stage: Stage) -> None:
    draft = make_draft(stage)
    for person in (stage.facilitator, member(stage, "p7")):
        sign_in(client, person)
        assert client.get(address(draft)).status_code == 404
        assert stored(draft).title not in client.get("/proposals").text


def test_another_programs_proposal_is_not_there(client: FlaskClient, stage: Stage) -> None:
    draft = make_draft(stage)
    stranger = make_person("o@other.example", "program_owner", program=make_program("other", "Other"))
    sign_in(client, stranger)
    assert client.get(address(draft)).status_code == 404
    assert client.get(address(draft, "/moved")).status_code == 404
    for path in ("/text", "/open", "/withdraw", "/changes", "/effects", "/themes"):
        data = {"title": "x", "seen": "", "parameter": "fee", "after": "1", "direction": "up"}
        assert client.post(address(draft, path), data=data).status_code in {404, 422}
        assert (stored(draft).title, stored(draft).state) == ("Four engineers are enough", "draft")


def test_members_see_counts_and_their_own_move_but_no_other_partner_by_name(client: FlaskClient, stage: Stage) -> None:
    proposal = make_open(stage)
    sign_in(client, member(stage, "p1"))
    page = client.get(address(proposal)).text
    assert "Your own organisation would move" in page
    assert "Partner p3" not in page
    assert "/moved" not in page
    assert "What another value would do" not in page
    assert client.get(address(proposal, "/moved")).status_code == 403
    change = {"parameter": "gold.certified_engineers", "after": "1"}
    assert "as they stand today" not in client.get(address(proposal), query_string=change).text
    sign_in(client, member(stage, "p7"))
    assert "Your own organisation would not move" in client.get(address(proposal)).text


def test_staff_see_who_moves_by_name(owner: FlaskClient, stage: Stage) -> None:
    proposal = make_open(stage)
    assert f'href="{address(proposal, "/moved")}">See the 3</a>' in owner.get(address(proposal)).text
    page = owner.get(address(proposal, "/moved")).text
    assert [name in page for name in ("Partner p1", "Partner p3", "Partner p5", "Partner p7")] == [True] * 3 + [False]


def test_it_says_when_partners_or_rules_changed_since_it_was_tried(owner: FlaskClient, stage: Stage) -> None:
    proposal = make_open(stage)
    assert "Not quite up to date" not in owner.get(address(proposal)).text
    make_partner(stage.program, "late", "msp")
    assert "What is known of the partners changed" in owner.get(address(proposal)).text
    with transaction():
        publish_version(stage.program_id, [engineers(6, NEW_YEAR)], effective_on=NEW_YEAR, by=None)
    assert "of the rulebook was published since" in owner.get(address(proposal)).text


def test_a_facilitator_opens_the_ballot_and_sees_whom_the_simulation_recuses(client: FlaskClient, stage: Stage) -> None:
    proposal = make_open(stage)
    sign_in(client, stage.facilitator)
    page = client.get(address(proposal)).text
    assert "the change would move Partner p1 to Gold" in page
    form = {
        "council": stage.council.public_id,
        "question": "Adopt?",
        "secret": "yes",
        "threshold": "two_thirds",
        "quorum": "1",
        "closes_at": "2026-12-03T18:00",
        "other_seat": "",
    }
    late = client.post(address(proposal, "/ballot"), data={**form, "closes_at": "2026-11-01T18:00"})
    assert (late.status_code, "still to come" in late.text) == (422, True)
    assert client.post(address(proposal, "/ballot"), data=form).status_code == 303
    page = words(client, proposal)
    assert "Ballot until 3 December, 18:00" in page
    assert "Adopt?" in page


def test_the_steps_carry_their_dates(owner: FlaskClient, stage: Stage) -> None:
    proposal = make_open(stage)
    put_to_vote(stage, proposal, closes_at=clock.now() + dt.timedelta(days=9, hours=9))
    page = owner.get(address(proposal)).text
    for step in (
        "Drafted 24 November",
        "Opened 24 November",
        "Ballot until 3 December, 18:00",
        "In force from 1 January",
    ):
        assert step in page
    assert 'aria-current="step">Ballot until' in page


def test_an_owner_withdraws_a_proposal(owner: FlaskClient, stage: Stage) -> None:
    proposal = make_open(stage)
    assert owner.post(address(proposal, "/withdraw")).status_code == 303
    assert "Withdrawn 24 November" in owner.get(address(proposal)).text


def test_the_theme_links_to_its_proposal(owner: FlaskClient, stage: Stage) -> None:
    proposal = make_open(stage)
    assert address(proposal) in owner.get(f"/themes/{stage.theme.public_id}").text
    assert address(proposal) not in owner.get(f"/themes/{make_theme(stage.program, 'Another').public_id}").text


def test_a_program_without_rules_says_so(client: FlaskClient) -> None:
    bare = make_program("bare", "Bare")
    sign_in(client, make_person("b@bare.example", "program_owner", program=bare))
    answer = client.post("/proposals/new", data={"title": "Something"})
    assert "no rulebook yet" in client.get(answer.location).text


def test_a_measured_fact_changes_what_a_draft_would_do(owner: FlaskClient, stage: Stage) -> None:
    draft = make_draft(stage)
    assert "Tried on all 12 partners as they stand today" in words(owner, draft)
    measure(partner_named(stage.program, "p9"), certified_engineers=4, annual_revenue_eur=600_000)
    assert '<th scope="row">Undetermined' not in owner.get(address(draft)).text
