"""The pages of themes, as each of the people sees them."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.db import database, transaction
from app.pulse.models import Comment
from app.themes import links, queries, services
from app.themes.models import Theme
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_person, make_program, sign_in
from tests.theme_makers import Said, accept, make_closed_wave, make_clusters

HTMX = {"HX-Request": "true"}


def read(client: FlaskClient, path: str) -> str:
    """Return a page with every run of spaces as one, as a reader sees it."""
    return re.sub(r"\s+", " ", client.get(path).text)


@pytest.fixture
def ana(scene: Scene, client: FlaskClient) -> FlaskClient:
    """The analyst's browser."""
    from app.identity.models import Person

    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    return client


def visitor(client: FlaskClient, scene: Scene, role: str) -> FlaskClient:
    sign_in(client, make_person(f"{role}@x.example", role, program=scene.program))
    return client


def card(scene: Scene, label: str) -> str:
    return next(one.public_id for one in queries.clusters_to_read(scene.program_id) if one.label == label)


def accepted(scene: Scene, label: str) -> Theme:
    return accept(queries.cluster(scene.program_id, card(scene, label)), label, scene.analyst)


def test_the_page_says_what_a_wave_is_made_of_and_hides_small_themes(scene: Scene, ana: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    accepted(scene, "Certification")
    accepted(scene, "Prices")
    page = read(ana, "/themes")
    assert "Q4 2026: 25 comments from 25 organisations. 48 % are coded with your codebook; 1 cluster waits" in page
    assert "48 %, 95 % interval" in page
    assert page.count('<td class="hidden-cell"') == 1
    assert page.index("Certification") < page.index("Prices")


def test_empty_pages_say_what_to_do_first(app: Flask, client: FlaskClient) -> None:
    program = make_program()
    sign_in(client, make_person("ana@vendor.example", "analyst", program=program))
    assert "When a wave has closed" in client.get("/themes").text
    assert "Nothing waits to be read" in client.get("/themes/inbox").text
    assert "Nobody has changed the codebook yet" in client.get("/themes/history").text
    make_closed_wave(program, [])
    assert "Nobody has named a theme yet" in client.get("/themes").text


def test_a_theme_shows_quotes_segments_and_where_it_goes(
    scene: Scene, ana: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_clusters(scene.wave, GROUPS)
    theme = accepted(scene, "Certification")
    monkeypatch.setattr(links, "in_the_loop", [lambda theme_id: [("Proposal 14", f"/proposals/{theme_id}")]])
    page = read(ana, f"/themes/{theme.public_id}")
    assert page.count("<blockquote>") == 3
    assert "All 12 comments" in page
    assert "Found in Q4 2026" in page
    assert f'<a href="/proposals/{theme.id}">Proposal 14</a>' in page
    assert "Codebook 1" in page


def test_members_and_executives_read_figures_but_not_single_comments(scene: Scene, client: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    theme = accepted(scene, "Certification")
    path = f"/themes/{theme.public_id}"
    for role in ("council_member", "executive", "facilitator"):
        visitor(client, scene, role)
        assert client.get("/themes").status_code == 200
        assert "All 12 comments" not in read(client, path)
        for closed in (
            "/themes/inbox",
            f"{path}/comments",
            f"{path}/edit",
            f"/themes/clusters/{card(scene, 'Portal')}",
        ):
            assert client.get(closed).status_code == 403, (role, closed)
        assert client.post(f"{path}/rename", data={"name": "Mine"}).status_code == 403
        assert client.post(f"/themes/clusters/{card(scene, 'Portal')}/accept", data={"name": "x"}).status_code == 403
    visitor(client, scene, "partner_contact")
    assert client.get("/themes").status_code == 403


def test_another_programs_things_are_not_there(scene: Scene, client: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    theme, waiting = accepted(scene, "Certification"), card(scene, "Portal")
    edit, run = queries.edits(scene.program_id)[0].public_id, queries.runs(scene.program_id)[0].public_id
    sign_in(client, make_person("eve@other.example", "analyst", program=make_program("other", "Other")))
    for path in (f"/themes/{theme.public_id}", f"/themes/clusters/{waiting}", f"/themes/runs/{run}"):
        assert client.get(path).status_code == 404
    assert client.post(f"/themes/clusters/{waiting}/discard").status_code == 404
    assert client.post(f"/themes/history/{edit}/undo").status_code == 404
    assert client.get(f"/themes?wave={scene.wave.public_id}").status_code == 404


def test_a_cluster_is_accepted_merged_split_and_discarded_without_javascript(scene: Scene, ana: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    inbox = ana.get("/themes/inbox").text
    assert 'value="Certification"' in inbox
    assert "Split into 2" in inbox
    split = ana.post(f"/themes/clusters/{card(scene, 'Certification')}/split")
    assert (split.status_code, split.location) == (303, f"/themes/clusters/{card(scene, 'Exams')}")
    ana.post(
        f"/themes/clusters/{card(scene, 'Exams')}/accept", data={"name": "Exams are hard", "definition": "They are"}
    )
    (theme,) = queries.themes(scene.program_id)
    assert (theme.name, theme.definition) == ("Exams are hard", "They are")
    ana.post(f"/themes/clusters/{card(scene, 'People leave')}/merge", data={"into": theme.public_id})
    ana.post(f"/themes/clusters/{card(scene, 'Prices')}/discard")
    assert [one.label for one in queries.clusters_to_read(scene.program_id)] == ["Portal"]
    history = ana.get("/themes/history").text
    assert "Ana merged the cluster “People leave” into “Exams are hard”" in history
    last = queries.edits(scene.program_id)[0].public_id
    assert ana.post(f"/themes/history/{last}/undo").status_code == 303
    assert "undone" in ana.get("/themes/history").text
    assert queries.waiting_clusters(scene.program_id) == 2


def test_a_name_that_is_taken_answers_422_and_keeps_what_was_typed(scene: Scene, ana: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    theme = accepted(scene, "Certification")
    typed = {"name": "certification", "definition": "A sentence I thought about"}
    refused = ana.post(f"/themes/clusters/{card(scene, 'Portal')}/accept", data=typed)
    assert refused.status_code == 422
    assert "There is a theme called “Certification” already" in refused.text
    assert "A sentence I thought about" in refused.text
    other = accepted(scene, "Portal")
    refused = ana.post(f"/themes/{other.public_id}/rename", data={**typed, "seen": other.words.fingerprint})
    assert refused.status_code == 422
    assert "A sentence I thought about" in refused.text
    assert "There is a theme called" in refused.text
    assert queries.theme(scene.program_id, other.public_id).name == "Portal"
    split = ana.post(f"/themes/{theme.public_id}/split", data={"part": "no such", "name": "x"})
    assert split.status_code == 404


def test_who_comes_second_is_told_so_and_changes_nothing(scene: Scene, ana: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    waiting = card(scene, "Portal")
    accepted(scene, "Portal")
    late = ana.post(f"/themes/clusters/{waiting}/accept", data={"name": "Mine"})
    assert late.status_code == 409
    assert "Somebody else was faster" in late.text
    theme = queries.themes(scene.program_id)[0]
    late = ana.post(f"/themes/{theme.public_id}/rename", data={"name": "Mine", "seen": "an older one"})
    assert late.status_code == 409
    assert [one.name for one in queries.themes(scene.program_id)] == ["Portal"]


def test_a_theme_is_renamed_split_and_merged_on_its_page(scene: Scene, ana: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    theme, part = accepted(scene, "Certification"), None
    form = ana.get(f"/themes/{theme.public_id}/edit").text
    part = next(one for one in queries.parts_of_theme(theme.id) if one.label == "Exams")
    assert f'<option value="{part.public_id}">Exams (7)</option>' in form
    path = f"/themes/{theme.public_id}"
    ana.post(f"{path}/rename", data={"name": "A cliff", "definition": "", "seen": theme.words.fingerprint})
    ana.post(f"{path}/split", data={"name": "Exams", "part": part.public_id})
    assert [one.name for one in queries.themes(scene.program_id)] == ["A cliff", "Exams"]
    exams = queries.themes(scene.program_id)[1]
    merged = ana.post(f"{path}/merge", data={"into": exams.public_id})
    assert merged.location == f"/themes/{exams.public_id}"
    assert "is now part of <a" in read(ana, path)


def test_ticked_comments_are_moved_or_split_off_and_addresses_tell_no_time(scene: Scene, ana: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    theme, portal = accepted(scene, "Certification"), accepted(scene, "Portal")
    path = f"/themes/{theme.public_id}/comments"
    page = ana.get(path).text
    references = re.findall(r'name="comment" value="([0-9a-f]{20})"', page)
    assert len(set(references)) == 12
    assert not [one for one in database.session.query(Comment) if one.public_id in page]
    assert "1 comment of Q4 2026" in read(ana, f"{path}?search=exam+3")
    ana.post(path, data={"do": "move", "comment": references[:2], "to": portal.public_id})
    ana.post(path, data={"do": "split", "comment": references[2:5], "name": "Something else"})
    assert ana.post(path, data={"do": "move", "comment": references[:1], "to": ""}).status_code == 409
    nothing = ana.post(path, data={"do": "move", "to": ""})
    assert nothing.status_code == 422
    assert "Nothing is ticked." in nothing.text
    counts = {
        one.name: len(queries.theme_comments(one, scene.wave).value or ()) for one in queries.themes(scene.program_id)
    }
    assert counts == {"Certification": 7, "Portal": 12, "Something else": 0}  # three organisations are too few to show


def test_comments_of_a_hidden_theme_are_not_listed(scene: Scene, ana: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    theme = accepted(scene, "Prices")
    page = ana.get(f"/themes/{theme.public_id}/comments").text
    assert "fewer than 5 organisations" in page
    assert "is high" not in page
    assert "is high" not in ana.get(f"/themes/{theme.public_id}").text


def test_what_people_wrote_is_shown_as_text_with_its_masks(scene: Scene, ana: FlaskClient) -> None:
    hostile = [Said(f"<script>alert({n})</script> [company] exam") for n in range(8)]
    wave = make_closed_wave(scene.program, hostile + [Said(f"portal {n}") for n in range(8)], "Q1 2027")
    make_clusters(wave, GROUPS)
    inbox = ana.get("/themes/inbox").text
    assert "<script>alert" not in inbox
    assert '<span class="mask">company</span>' in inbox


def test_a_run_is_asked_for_and_its_page_shows_how_it_goes(scene: Scene, ana: FlaskClient) -> None:
    asked = ana.post("/themes/runs", data={"wave": scene.wave.public_id})
    assert asked.status_code == 303
    page = ana.get(asked.location).text
    assert "wait for the worker" in page
    assert "every 2s" in page
    assert ana.post("/themes/runs", data={"wave": scene.wave.public_id}).status_code == 409
    part = ana.get(asked.location, headers=HTMX).text
    assert "<html" not in part
    make_clusters(scene.wave, GROUPS)
    done = next(one for one in queries.runs(scene.program_id) if one.state == "done")
    page = ana.get(f"/themes/runs/{done.public_id}").text
    assert "d" * 64 in page
    assert "set apart" in page


def test_a_form_without_its_token_is_refused(scene: Scene, ana: FlaskClient, app: Flask) -> None:
    make_clusters(scene.wave, GROUPS)
    app.config["WTF_CSRF_ENABLED"] = True
    assert ana.post(f"/themes/clusters/{card(scene, 'Portal')}/discard").status_code == 400
    assert queries.waiting_clusters(scene.program_id) == 3


def test_odd_addresses_are_answered_well(scene: Scene, ana: FlaskClient) -> None:
    make_clusters(scene.wave, GROUPS)
    theme = accepted(scene, "Certification")
    assert ana.get("/themes?role=pirate&market=moon&search=%25%27%22&page=x").status_code == 200
    assert ana.get(f"/themes/{theme.public_id}/comments?page=999999999999999999999&public_id=x").status_code == 200
    assert ana.get("/themes?wave=nothing").status_code == 404


def test_forty_themes_take_few_queries(scene: Scene, ana: FlaskClient) -> None:
    words = [f"word{n:02d}x" for n in range(40)]
    wave = make_closed_wave(scene.program, [Said(f"{word} {n}") for n in range(6) for word in words], "Q1 2027")
    clusters = make_clusters(wave, {f"Theme {word}": {"": word} for word in words})
    with transaction():
        for label, cluster in clusters.items():
            if cluster.parent_key is None and cluster.key != queries.SET_APART:
                services.accept(queries.cluster(scene.program_id, cluster.public_id), label, by=scene.analyst)
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    rows = queries.theme_rows(scene.program_id, queries.closed_waves(scene.program_id)[0])
    assert len(rows) == 40
    assert len(statements) <= 12
