"""The inbox as an analyst sees it: one cluster beside the list, what can be done with it, and what was done."""

import datetime as dt
import re

import numpy as np
import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from analysis.lineage import Match
from app.db import database, transaction
from app.identity.models import Person
from app.shared import clock
from app.themes import queries, services
from app.themes.core.pace import minutes_left
from app.themes.models import Cluster, ThemingRun
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_person, sign_in
from tests.theme_makers import Said, accept, make_closed_wave, make_clusters, viewer_of


def read(client: FlaskClient, path: str) -> str:
    """Return a page with every run of spaces as one, as a reader sees it."""
    return re.sub(r"\s+", " ", client.get(path).text).replace("\N{NO-BREAK SPACE}", " ")


def path(cluster: Cluster, verb: str = "") -> str:
    return f"/themes/clusters/{cluster.public_id}" + (f"/{verb}" if verb else "")


def labels(scene: Scene) -> list[str]:
    return [one.label for one in queries.clusters_to_read(scene.program_id)]


def references(client: FlaskClient, cluster: Cluster, verb: str = "") -> list[str]:
    return re.findall(r'name="comment" value="([0-9a-f]{20})"', client.get(path(cluster, verb)).text)


@pytest.fixture
def ana(scene: Scene, client: FlaskClient) -> FlaskClient:
    """The analyst's browser."""
    sign_in(client, database.session.get_one(Person, scene.analyst.person_id))
    return client


def test_one_cluster_is_read_beside_the_list_and_the_next_one_follows(scene: Scene, ana: FlaskClient) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    page = read(ana, "/themes/inbox")
    assert "1 of 3" in page
    assert page.count("<article") == 1
    assert page.count('href="/themes/clusters/') >= 3
    answer = ana.post(path(clusters["Certification"], "accept"), data={"name": "Certification"})
    assert answer.location == path(clusters["Portal"])
    page = read(ana, answer.location)
    assert "2 of 3" in page
    assert "Ana accepted “Certification” as a theme." in page
    assert ana.post(path(clusters["Prices"], "discard")).location == path(clusters["Portal"])  # from the end to the top
    assert ana.post(path(clusters["Portal"], "discard")).location == "/themes/inbox"
    assert "All is read." in read(ana, "/themes/inbox")


def test_several_themes_are_proposed_with_how_alike_they_are(scene: Scene, ana: FlaskClient) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    themes = [accept(clusters[label], label, scene.analyst) for label in ("Certification", "Prices")]
    portal = queries.cluster(scene.program_id, clusters["Portal"].public_id)
    axis = np.zeros(384, dtype="<f4")
    axis[:2] = 0.8, 0.6
    with transaction():
        found = queries.cluster(scene.program_id, portal.public_id)
        found.centroid = axis.tobytes()
        for number, theme in enumerate(themes):
            queries.theme_by_id(theme.id).centroid = np.eye(384, dtype="<f4")[number].tobytes()
    page = read(ana, path(portal))
    assert re.findall(r"(\w+) <small>(\d+) % alike", page) == [("Certification", "80"), ("Prices", "60")]
    assert ana.post(path(portal, "merge"), data={"into": themes[1].public_id}).status_code == 303
    assert queries.edits(scene.program_id)[0].sentence == "Ana merged the cluster “Portal” into “Prices”"


def test_a_theme_is_merged_into_by_a_part_of_its_name(scene: Scene, ana: FlaskClient) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    accept(clusters["Certification"], "Certification is a cliff", scene.analyst)
    accept(clusters["Prices"], "Prices are a cliff", scene.analyst)
    merge = path(clusters["Portal"], "merge")
    for typed, told in (("cliff", "Type more of the name"), ("bananas", "No theme"), (" ", "Type the name")):
        answer = ana.post(merge, data={"into": typed})
        assert answer.status_code == 422
        assert told in answer.text
    assert ana.post(merge, data={"into": "certif"}).status_code == 303
    assert labels(scene) == []


def test_who_comes_second_sees_who_was_first_and_what_they_had_typed(scene: Scene, ana: FlaskClient) -> None:
    portal = make_clusters(scene.wave, GROUPS)["Portal"]
    bo = viewer_of(make_person("bo@vendor.example", "analyst", program=scene.program, name="Bo"), scene.program)
    assert "role=" not in ana.get(path(portal, "news?revision=0")).text
    accept(portal, "Portal", bo)
    assert "Bo accepted “Portal” as a theme" in ana.get(path(portal, "news?revision=0")).text
    late = ana.post(path(portal, "accept"), data={"name": "Sign-in", "definition": "It logs out", "seen": "0"})
    assert late.status_code == 409
    assert "Somebody else was faster: Bo accepted “Portal” as a theme." in late.text
    assert "You had typed: “Sign-in”, It logs out" in late.text
    assert "It is off the list" in late.text


def test_who_decides_on_a_cluster_that_has_changed_is_shown_it_anew_with_what_was_typed(
    scene: Scene, ana: FlaskClient
) -> None:
    portal = make_clusters(scene.wave, GROUPS)["Portal"]
    bo = viewer_of(make_person("bo@vendor.example", "analyst", program=scene.program, name="Bo"), scene.program)
    with transaction():
        found = queries.cluster(scene.program_id, portal.public_id)
        services.move_from_cluster(found, queries.comment_rows(portal.id)[:2], None, by=bo)
    for verb, typed in (("accept", {"name": "My thought"}), ("discard", {}), ("split", {}), ("label", {"label": "x"})):
        late = ana.post(path(portal, verb), data={**typed, "seen": "0"})
        assert late.status_code == 409, verb
        assert "Bo took 2 comments out of “Portal”." in late.text
        assert not typed.get("name") or 'value="My thought"' in late.text
    assert ana.post(path(portal, "accept"), data={"name": "My thought", "seen": "1"}).status_code == 303


def test_comments_are_ticked_and_moved_and_the_last_thing_is_undone_on_the_page(scene: Scene, ana: FlaskClient) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    portal, target = clusters["Portal"], f"cluster:{clusters['Certification'].public_id}"
    ticked = references(ana, portal)
    assert len(ticked) == 10
    moved = ana.post(path(portal, "move"), data={"comment": ticked[:2], "to": target, "seen": "0"})
    assert (moved.status_code, moved.location) == (303, path(portal))
    assert "placed by hand" in ana.get(path(clusters["Certification"])).text
    for wrong, told in (({"comment": ticked[2:3]}, "Choose where"), ({"to": "nowhere:"}, "Nothing is ticked")):
        answer = ana.post(path(portal, "move"), data=wrong)
        assert answer.status_code == 422
        assert told in answer.text
    assert ana.post(path(portal, "move"), data={"comment": ticked[:1], "to": "nowhere:"}).status_code == 409
    (last,) = queries.lately(scene.program_id)
    undone = ana.post(f"/themes/inbox/undo/{last.public_id}")
    assert undone.location == path(portal)
    assert len(references(ana, portal)) == 10


def test_an_undo_that_something_later_builds_on_names_it(scene: Scene, ana: FlaskClient) -> None:
    portal = make_clusters(scene.wave, GROUPS)["Portal"]
    ana.post(path(portal, "label"), data={"label": "Slow portal"})
    ana.post(path(portal, "accept"), data={"name": "Slow portal"})
    first = queries.edits(scene.program_id)[-1]
    answer = ana.post(f"/themes/inbox/undo/{first.public_id}")
    assert answer.status_code == 409
    assert "undo it first: “Ana accepted “Slow portal” as a theme”" in answer.text
    for one in queries.edits(scene.program_id):
        assert ana.post(f"/themes/inbox/undo/{one.public_id}").status_code == 303
    assert labels(scene) == ["Certification", "Portal", "Prices"]


def test_more_like_this_takes_comments_in_and_says_when_it_cannot_know(scene: Scene, ana: FlaskClient) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    portal = clusters["Portal"]
    assert "grouped before it was kept where each one lies" in read(ana, path(portal, "alike"))
    rows = queries.comments_to_group(scene.wave_id)
    with transaction():
        services.store_vectors([row.id for row in rows], np.ones((len(rows), 384), dtype=np.float32))
    first = references(ana, portal)[0]
    page = read(ana, path(portal, f"alike?like={first}"))
    assert "More like this comment" in page
    assert "100 % alike · cluster “Certification”" in page
    assert "is high" not in page  # the three who wrote of prices are too few
    ticked = references(ana, portal, f"alike?like={first}")
    assert ana.post(path(portal, "take"), data={}).status_code == 422
    assert ana.post(path(portal, "take"), data={"comment": ["0" * 20]}).status_code == 409
    assert ana.post(path(portal, "take"), data={"comment": ticked[:2]}).location == path(portal)
    assert queries.cluster(scene.program_id, portal.public_id).size == 12


def test_the_minutes_left_follow_ones_own_pace_without_breaks(scene: Scene, ana: FlaskClient) -> None:
    start = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
    moments = [start + dt.timedelta(seconds=20 * number) for number in range(4)]
    assert minutes_left(moments, 30) == 10
    assert minutes_left([*moments, start + dt.timedelta(hours=1)], 30) == 10  # a break is no reading
    assert minutes_left(moments[:3], 30) is None
    assert minutes_left(moments, 0) is None
    words = [f"word{number}x" for number in range(9)]
    wave = make_closed_wave(scene.program, [Said(f"{word} {n}") for n in range(5) for word in words], "Q1 2027")
    clusters = make_clusters(wave, {f"About {word}": {"": word} for word in words})
    for word in words[:4]:
        clock.advance(dt.timedelta(seconds=50))
        ana.post(path(clusters[f"About {word}"], "discard"))
    assert "5 of 9 · 4 minutes left at your pace" in read(ana, "/themes/inbox")


def test_a_run_at_work_and_a_failed_one_are_told(scene: Scene, ana: FlaskClient) -> None:
    with transaction():
        run = ThemingRun(program_id=scene.program_id, wave_id=scene.wave_id, state="running")
        database.session.add(run)
    assert "are being grouped" in read(ana, "/themes/inbox")
    with transaction():
        database.session.get_one(ThemingRun, run.id).state = "failed"
        database.session.get_one(ThemingRun, run.id).error = "MemoryError"
    page = read(ana, "/themes/inbox")
    assert "The comments of Q4 2026 could not be grouped" in page
    assert "MemoryError" in page


def test_a_long_cluster_comes_in_pages_and_forty_in_few_queries(scene: Scene, ana: FlaskClient) -> None:
    words = [f"word{number:02d}x" for number in range(40)]
    said = [Said(f"{word} {n}") for n in range(5) for word in words] + [Said(f"long {n:02d}") for n in range(60)]
    wave = make_closed_wave(scene.program, said, "Q1 2027")
    groups = {"Long": {"": "long"}} | {f"About {word}": {"": word} for word in words}
    themes = [Match("t02", str(accept(make_clusters(scene.wave, GROUPS)["Portal"], "Portal", scene.analyst).id), 0.8)]
    clusters = make_clusters(wave, groups, themes)
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    page = read(ana, path(clusters["Long"]))
    assert "Page 1 of 3" in page
    assert len(references(ana, clusters["Long"])) == 25
    assert "known, 80 % alike" in page
    assert len(statements) < 2 * 40
    pages = page + "".join(read(ana, path(clusters["Long"]) + f"?page={number}") for number in (2, 3))
    assert all(f"long {n:02d}" in pages for n in range(60))
