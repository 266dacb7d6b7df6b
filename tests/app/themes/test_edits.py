"""What people do to clusters and themes, and that all of it can be undone."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import database, transaction
from app.shared.errors import ConflictError, DomainError, NotAllowedError
from app.themes import queries, services
from app.themes.core.theme_text import ThemeText
from app.themes.models import Cluster, Coding, Theme
from tests.app.themes.conftest import GROUPS, Scene
from tests.people import make_person
from tests.theme_makers import accept, everything, make_clusters, viewer_of


def comments_of(theme: Theme) -> set[int]:
    return set(database.session.scalars(select(Coding.comment_id).where(Coding.theme_id == theme.id)))


def undo_last(scene: Scene) -> None:
    with transaction():
        services.undo(next(e for e in queries.edits(scene.program.id) if not e.undone_at), by=scene.analyst)


def test_accepting_makes_a_theme_whose_comments_are_those_of_the_cluster(scene: Scene) -> None:
    cluster = make_clusters(scene.wave, GROUPS)["Portal"]
    theme = accept(cluster, "  Portal   sign-in ", scene.analyst)
    assert theme.name == "Portal sign-in"
    assert comments_of(theme) == set(queries.comment_rows(cluster.id))
    assert queries.codebook_number(scene.program.id) == 1
    assert queries.edits(scene.program.id)[0].sentence == "Ana accepted “Portal sign-in” as a theme"
    assert [step.kind for step in queries.lineage(theme.id)] == ["accepted"]
    assert queries.waiting_clusters(scene.program.id) == 2


def test_two_themes_never_have_one_name(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    accept(clusters["Portal"], "Portal", scene.analyst)
    with pytest.raises(DomainError, match="already") as refused:
        accept(clusters["Prices"], "PORTAL", scene.analyst)
    assert "name" in refused.value.fields


def test_a_split_cluster_gives_way_to_its_parts_and_back(scene: Scene) -> None:
    cluster = make_clusters(scene.wave, GROUPS)["Certification"]
    before = everything()
    with transaction():
        services.split(queries.cluster(scene.program.id, cluster.public_id), by=scene.analyst)
    labels = [one.label for one in queries.clusters_to_read(scene.program.id)]
    assert labels == ["Portal", "Exams", "People leave", "Prices"]
    undo_last(scene)
    assert everything() == before
    with pytest.raises(DomainError, match="no finer groups"), transaction():
        portal = next(one for one in queries.clusters_to_read(scene.program.id) if one.label == "Portal")
        services.split(portal, by=scene.analyst)


def rename(scene: Scene, one: Theme, other: Theme) -> None:
    words = ThemeText("Another name", "And what it means", "Every exam", "The portal", ("The exam is too hard",))
    services.describe(one, words, by=scene.analyst)


def merge(scene: Scene, one: Theme, other: Theme) -> None:
    services.merge_themes(one, other, by=scene.analyst)


def split(scene: Scene, one: Theme, other: Theme) -> None:
    part = next(part for part in queries.parts_of_theme(one.id) if part.label == "Exams")
    services.split_theme(one, "Exams are hard", part=part, by=scene.analyst)


def split_by_comments(scene: Scene, one: Theme, other: Theme) -> None:
    services.split_theme(one, "Exams are hard", comments=sorted(comments_of(one))[:2], by=scene.analyst)


def move(scene: Scene, one: Theme, other: Theme) -> None:
    services.move_comments([min(comments_of(one))], one, other, by=scene.analyst)


def take_out(scene: Scene, one: Theme, other: Theme) -> None:
    services.move_comments([min(comments_of(one))], one, None, by=scene.analyst)


def move_where_it_is(scene: Scene, one: Theme, other: Theme) -> None:
    database.session.add(Coding(theme_id=other.id, comment_id=min(comments_of(one)), primary=False))
    database.session.flush()


@pytest.mark.parametrize("verb", [rename, merge, split, split_by_comments, move, take_out])
@pytest.mark.parametrize("doubly", [False, True])
def test_undo_restores_everything_as_it_was(
    scene: Scene, verb: Callable[[Scene, Theme, Theme], None], doubly: bool
) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    one = accept(clusters["Certification"], "Certification", scene.analyst)
    other = accept(clusters["Portal"], "Portal", scene.analyst)
    if doubly:  # a comment carries both themes
        with transaction():
            move_where_it_is(scene, one, other)
    before = everything()
    with transaction():
        verb(scene, queries.theme_by_id(one.id), queries.theme_by_id(other.id))
    assert everything() != before
    undo_last(scene)
    assert everything() == before


def test_undoing_an_acceptance_puts_the_cluster_back_on_the_list(scene: Scene) -> None:
    cluster = make_clusters(scene.wave, GROUPS)["Portal"]
    before = everything()
    theme = accept(cluster, "Portal", scene.analyst)
    undo_last(scene)
    assert everything() == before
    assert queries.themes(scene.program.id) == []
    assert queries.theme_by_id(theme.id).state == "retired"
    assert queries.codebook_number(scene.program.id) == 2


def test_an_edit_that_a_later_one_builds_on_is_not_undone(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    one = accept(clusters["Certification"], "Certification", scene.analyst)
    accept(clusters["Portal"], "Portal", scene.analyst)
    with transaction():
        rename(scene, queries.theme_by_id(one.id), one)
    first = queries.edits(scene.program.id)[-1]
    with pytest.raises(ConflictError, match="renamed “Certification” to “Another name”"), transaction():
        services.undo(queries.edit(scene.program.id, first.public_id), by=scene.analyst)
    undo_last(scene)  # the rename
    with transaction():
        services.undo(queries.edit(scene.program.id, first.public_id), by=scene.analyst)
    assert [theme.name for theme in queries.themes(scene.program.id)] == ["Portal"]
    with pytest.raises(ConflictError, match="undone already"), transaction():
        services.undo(queries.edit(scene.program.id, first.public_id), by=scene.analyst)


def test_the_second_analyst_to_act_on_a_cluster_is_told_and_nothing_is_lost(scene: Scene) -> None:
    cluster = make_clusters(scene.wave, GROUPS)["Portal"]
    bo = viewer_of(make_person("bo@vendor.example", "analyst", program=scene.program, name="Bo"), scene.program)
    theme = accept(cluster, "Portal", scene.analyst)
    for act in (
        lambda found: services.accept(found, "Mine", by=bo),
        lambda found: services.discard(found, by=bo),
        lambda found: services.merge_cluster(found, queries.theme_by_id(theme.id), by=bo),
    ):
        with pytest.raises(ConflictError, match="faster"), transaction():
            act(queries.cluster(scene.program.id, cluster.public_id))
    assert [one.name for one in queries.themes(scene.program.id)] == ["Portal"]


def test_acting_on_a_theme_that_was_merged_or_renamed_meanwhile_is_a_conflict(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    one = accept(clusters["Certification"], "Certification", scene.analyst)
    other = accept(clusters["Portal"], "Portal", scene.analyst)
    with pytest.raises(ConflictError, match="meanwhile"), transaction():
        services.rename(queries.theme_by_id(one.id), "New", was="As it was long ago", by=scene.analyst)
    with transaction():
        merge(scene, queries.theme_by_id(one.id), queries.theme_by_id(other.id))
    assert queries.theme_by_id(one.id).merged_into_id == other.id
    with pytest.raises(ConflictError, match="no longer in the codebook"), transaction():
        rename(scene, queries.theme_by_id(one.id), other)


def test_only_those_who_may_edit_themes_do(scene: Scene) -> None:
    cluster = make_clusters(scene.wave, GROUPS)["Portal"]
    member = viewer_of(
        make_person("mo@partner.example", "council_member", program=scene.program), scene.program, "council_member"
    )
    with pytest.raises(NotAllowedError):
        accept(cluster, "Portal", member)
    assert database.session.get(Cluster, cluster.id).state == "waiting"  # type: ignore[union-attr]


def test_of_two_at_the_same_moment_one_wins(scene: Scene, app: Flask) -> None:
    clusters, by = make_clusters(scene.wave, GROUPS), scene.analyst
    public_id = clusters["Portal"].public_id
    accept(clusters["Prices"], "Prices", by)
    database.session.remove()
    outcomes: list[str] = []
    start = Barrier(2)

    def act(name: str) -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    services.accept(queries.cluster(by.program_id, public_id), name, by=by)
                outcomes.append("accepted")
            except ConflictError:
                outcomes.append("conflict")
            finally:
                database.session.remove()

    threads = [Thread(target=act, args=(name,)) for name in ("One", "Other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", "conflict"]
    assert len(queries.themes(by.program_id)) == 2
    assert queries.codebook_number(by.program_id) == 2
