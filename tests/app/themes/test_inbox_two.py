"""Two analysts at the same list at once: each cluster is decided once, every comment has one place."""

from collections import Counter
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import func, select

from app.db import database, transaction
from app.identity.models import Person
from app.shared.errors import ConflictError
from app.themes import queries, services
from app.themes.models import ClusterComment
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_person, sign_in
from tests.theme_makers import Said, make_closed_wave, make_clusters, viewer_of


def test_two_who_read_the_same_list_decide_each_cluster_once(scene: Scene, app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    words = [f"word{number}x" for number in range(8)]
    wave = make_closed_wave(scene.program, [Said(f"{word} {n}") for n in range(5) for word in words], "Q1 2027")
    clusters = make_clusters(wave, {f"About {word}": {"": word} for word in words})
    paths = {label: f"/themes/clusters/{one.public_id}/accept" for label, one in clusters.items() if "word" in label}
    clients = [app.test_client(), app.test_client()]
    sign_in(clients[0], database.session.get_one(Person, scene.analyst.person_id))
    sign_in(clients[1], make_person("bo@vendor.example", "analyst", program=scene.program, name="Bo"))
    database.session.remove()
    start, answers = Barrier(2), Counter[int]()

    def read_all(number: int) -> None:
        start.wait()
        for label, path in paths.items():
            typed = {"name": f"{label} by {number}", "seen": "0"}
            answer = clients[number].post(path, data=typed)
            answers[answer.status_code] += 1
            if answer.status_code == 409:
                assert "Somebody else was faster" in answer.text
                assert f"You had typed: “{typed['name']}”" in answer.text

    threads = [Thread(target=read_all, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {303: 8, 409: 8}
    assert len(queries.themes(scene.program_id)) == 8
    assert queries.codebook_number(scene.program_id) == 8
    assert queries.clusters_to_read(scene.program_id) == []


def test_a_comment_that_two_move_at_once_ends_in_one_place(scene: Scene, app: Flask) -> None:
    clusters, by = make_clusters(scene.wave, GROUPS), scene.analyst
    bo = viewer_of(make_person("bo@vendor.example", "analyst", program=scene.program, name="Bo"), scene.program)
    portal, other = clusters["Portal"].public_id, clusters["Certification"].public_id
    (comment, *_) = queries.comment_rows(clusters["Portal"].id)
    database.session.remove()
    start, outcomes = Barrier(2), list[str]()

    def move(who: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    to = queries.cluster(by.program_id, other) if who else None
                    found = queries.cluster(by.program_id, portal)
                    services.move_from_cluster(found, [comment], to, by=bo if who else by)
                outcomes.append("moved")
            except ConflictError:
                outcomes.append("conflict")
            finally:
                database.session.remove()

    threads = [Thread(target=move, args=(who,)) for who in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict", "moved"]
    at_theme_level = ClusterComment.cluster_id.in_([clusters["Portal"].id, clusters["Certification"].id])
    its_places = (at_theme_level, ClusterComment.comment_id == comment, ClusterComment.rank == 1)
    assert (database.session.scalar(select(func.count()).where(*its_places)) or 0) <= 1
    for one in queries.clusters_to_read(by.program_id):
        assert one.size == len(queries.comment_rows(one.id))
        assert one.label != "Portal" or one.size == 9
