"""Posts, agendas and minutes can carry a theme; figures never count them, and drafts stay with facilitators."""

import datetime as dt
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.council import services as council
from app.council.models import AgendaItem
from app.db import database, transaction
from app.discussion import services as discussion
from app.proposals import queries as proposals
from app.shared import clock
from app.themes import queries as themes
from app.themes import services
from app.themes.models import Theme
from app.themes.sources import Said, all_said
from tests.people import make_person, sign_in
from tests.proposal_makers import Stage, make_open, make_stage, viewer
from tests.theme_makers import viewer_of


@pytest.fixture
def stage(app: Flask) -> Stage:
    stage = make_stage(answered=True)
    proposal = proposals.proposal_by_id(make_open(stage))
    owner = viewer(stage.owner, stage.program)
    with transaction():
        subject = proposals.subject_of(proposal)
        discussion.write_post(subject, stage.program_id, "A cliff for <small> firms", standing="MSP seat", by=owner)
        session = council.plan_session(stage.council, "Winter", clock.now() + dt.timedelta(days=7), place="", by=None)
        council.add_agenda_item(session, "Cliffs", by=None)
        council.save_minutes(session, "All agree on exams.\n\nNobody wants portals.", 0, by=None)
        item = database.session.query(AgendaItem).filter_by(title="Cliffs").one()
        item.outcome = "Four are enough"
    return stage


def said(stage: Stage, *roles: str) -> list[Said]:
    return all_said(viewer_of(stage.owner, stage.program, *roles))


def texts(found: list[Said]) -> set[tuple[str, str]]:
    return {(one.source, one.text) for one in found}


def publish(stage: Stage) -> None:
    from app.council import queries

    with transaction():
        session = next(one for one in queries.sessions(stage.program_id) if one.title == "Winter")
        council.publish_minutes(session, by=None)


def test_draft_minutes_are_read_by_facilitators_only(stage: Stage) -> None:
    drafts = {("minutes", "All agree on exams."), ("minutes", "Nobody wants portals.")}
    public = {("post", "A cliff for <small> firms"), ("item", "Four are enough")}
    assert texts(said(stage, "analyst")) == public
    assert texts(said(stage, "facilitator")) == public | drafts
    assert texts(said(stage, "partner_contact")) == set()
    publish(stage)
    assert texts(said(stage, "analyst")) == public | drafts


def test_talk_carries_a_theme_is_marked_by_its_source_and_counts_nowhere(stage: Stage, client: FlaskClient) -> None:
    publish(stage)
    (wave,) = themes.closed_waves(stage.program_id)
    before = themes.segment_table(stage.theme.id, wave)
    person = make_person("ana@x.example", "analyst", program=stage.program)
    sign_in(client, person)
    for one in said(stage, "analyst"):
        form = {"source": one.source, "place": one.place, "to": stage.theme.public_id}
        assert client.post("/themes/talk", data=form).status_code == 303
    page = re.sub(r"\s+", " ", client.get(f"/themes/{stage.theme.public_id}").text)
    assert "Also said in the council" in page
    for words in ("A cliff for &lt;small&gt; firms", "Four are enough", "All agree on exams.", "Minutes of Winter"):
        assert words in page
    assert re.findall(r'<span class="tag">(post|point of an agenda|minutes)</span>', page)
    assert themes.segment_table(stage.theme.id, themes.closed_waves(stage.program_id)[0]) == before
    again = client.post("/themes/talk", data=form)
    assert again.status_code == 409


def test_what_a_reader_may_not_read_is_not_on_the_themes_page_and_can_be_given_no_theme(
    stage: Stage, client: FlaskClient
) -> None:
    draft = next(one for one in said(stage, "facilitator") if one.source == "minutes")
    with transaction():
        both = viewer_of(stage.owner, stage.program, "facilitator", "analyst")
        services.give_theme("minutes", draft.place, themes.theme_by_id(stage.theme.id), by=both)
    sign_in(client, make_person("ana@x.example", "analyst", program=stage.program))
    assert draft.text not in client.get(f"/themes/{stage.theme.public_id}").text
    other = next(one for one in said(stage, "facilitator") if one.source == "minutes" and one.place != draft.place)
    form = {"source": "minutes", "place": other.place, "to": stage.theme.public_id}
    assert client.post("/themes/talk", data=form).status_code == 404
    assert client.post("/themes/talk", data=form | {"source": "nothing"}).status_code == 404


def test_a_theme_can_be_taken_from_talk_undone_and_moves_when_themes_are_merged(
    stage: Stage, client: FlaskClient
) -> None:
    analyst, theme = viewer_of(stage.owner, stage.program, "analyst"), stage.theme
    one = said(stage, "analyst")[0]
    with transaction():
        services.give_theme(one.source, one.place, themes.theme_by_id(theme.id), by=analyst)
    sign_in(client, make_person("ana@x.example", "analyst", program=stage.program))
    (passage,) = themes.passages(theme.id)
    client.post(f"/themes/talk/{passage.public_id}/remove")
    assert themes.said_on_theme(theme.id, analyst) == []
    newest = themes.edits(stage.program_id)[0]
    with transaction():
        services.undo(themes.edit(stage.program_id, newest.public_id), by=analyst)
    assert [found.place for found in themes.said_on_theme(theme.id, analyst)] == [one.place]
    with transaction():
        other = Theme(program_id=stage.program_id, name="Other")
        database.session.add(other)
    with transaction():
        services.merge_themes(themes.theme_by_id(theme.id), themes.theme_by_id(other.id), by=analyst)
    assert [found.place for found in themes.said_on_theme(other.id, analyst)] == [one.place]


def test_talk_is_listed_by_source_and_without_a_theme(stage: Stage, client: FlaskClient) -> None:
    sign_in(client, make_person("ana@x.example", "analyst", program=stage.program))
    assert "A cliff for &lt;small&gt; firms" in client.get("/themes/talk?source=post").text
    assert "Four are enough" not in client.get("/themes/talk?source=post").text
    one = next(found for found in said(stage, "analyst") if found.source == "item")
    refused = client.post("/themes/talk", data={"source": "item", "place": one.place})
    assert (refused.status_code, "Choose a theme." in refused.text) == (422, True)
    client.post("/themes/talk", data={"source": "item", "place": one.place, "to": stage.theme.public_id})
    assert "Four are enough" not in client.get("/themes/talk?uncoded=yes").text
    assert "Nothing like this was said" in client.get("/themes/talk?source=minutes").text
