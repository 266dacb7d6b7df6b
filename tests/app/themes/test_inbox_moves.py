"""Comments moved by hand between clusters, and alike ones taken in: undone exactly, and telling nothing of anybody."""

from collections.abc import Callable

import numpy as np
import pytest
from sqlalchemy import select

from app.db import database, transaction
from app.shared.errors import ConflictError, DomainError
from app.themes import queries, services
from app.themes.models import Cluster, ClusterComment, Coding, Theme, ThemingRun
from tests.app.themes.conftest import GROUPS, Scene, said
from tests.theme_makers import accept, everything, make_closed_wave, make_clusters


def places() -> list[tuple[object, ...]]:
    database.session.rollback()
    return sorted(map(tuple, database.session.execute(select(ClusterComment.__table__))), key=repr)


def found(scene: Scene, cluster: Cluster) -> Cluster:
    return queries.cluster(scene.program_id, cluster.public_id)


def move(scene: Scene, cluster: Cluster, comments: list[int], to: Cluster | Theme | None) -> None:
    with transaction():
        again = found(scene, to) if isinstance(to, Cluster) else queries.theme_by_id(to.id) if to else None
        services.move_from_cluster(found(scene, cluster), comments, again, by=scene.analyst)


def undo_last(scene: Scene) -> None:
    with transaction():
        services.undo(next(e for e in queries.edits(scene.program_id) if not e.undone_at), by=scene.analyst)


def keep_vectors(scene: Scene) -> None:
    """Let comments lie by their second word: all exams together, all portals together."""
    rows = queries.comments_to_group(scene.wave_id)
    words = sorted({row.text.split()[1] for row in rows})
    vectors = np.array([np.eye(384)[words.index(row.text.split()[1])] for row in rows], dtype=np.float32)
    with transaction():
        services.store_vectors([row.id for row in rows], vectors)


TARGETS: dict[str, Callable[[Scene, dict[str, Cluster]], Cluster | Theme | None]] = {
    "nowhere": lambda scene, clusters: None,
    "another cluster": lambda scene, clusters: clusters["Certification"],
    "a theme": lambda scene, clusters: accept(clusters["Prices"], "Prices", scene.analyst),
}


@pytest.mark.parametrize("where", TARGETS)
def test_moving_comments_is_undone_exactly(scene: Scene, where: str) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    to = TARGETS[where](scene, clusters)
    before = everything(), places()
    move(scene, clusters["Portal"], queries.comment_rows(clusters["Portal"].id)[:3], to)
    assert found(scene, clusters["Portal"]).size == 7
    assert (everything(), places()) != before
    undo_last(scene)
    assert (everything(), places()) == before


def test_a_moved_comment_carries_what_its_new_cluster_becomes(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    (comment, *_) = queries.comment_rows(clusters["Portal"].id)
    move(scene, clusters["Portal"], [comment], clusters["Certification"])
    portal = accept(clusters["Portal"], "Portal", scene.analyst)
    certification = accept(clusters["Certification"], "Certification", scene.analyst)
    codings = database.session.scalars(select(Coding).where(Coding.comment_id == comment)).all()
    assert [(one.theme_id, one.primary, one.source) for one in codings] == [(certification.id, True, "person")]
    assert len(queries.comment_rows(clusters["Portal"].id)) == 9
    assert portal.id != certification.id


def test_a_comment_moved_to_a_theme_carries_it_by_hand_and_is_not_grouped_again(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    theme = accept(clusters["Prices"], "Prices", scene.analyst)
    (comment, *_) = queries.comment_rows(clusters["Portal"].id)
    move(scene, clusters["Portal"], [comment], theme)
    assert comment not in [one.id for one in queries.comments_to_group(scene.wave_id)]
    assert queries.main_themes(scene.wave_id)[comment] == theme.id


def test_a_comment_taken_in_leaves_the_theme_that_somebody_gave_it_before(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    keep_vectors(scene)
    theme, certification = accept(clusters["Prices"], "Prices", scene.analyst), clusters["Certification"]
    (comment, *_) = queries.comment_rows(clusters["Portal"].id)
    move(scene, clusters["Portal"], [comment], theme)
    with transaction():
        services.take_in(found(scene, certification), [comment], by=scene.analyst)
    with transaction():
        services.move_from_cluster(found(scene, certification), [comment], None, by=scene.analyst)
    near = queries.alike(found(scene, clusters["Portal"]), queries.comment_rows(clusters["Portal"].id)[0])
    assert {one.where for one in near} == {""}, "a theme too small to show is not named"
    with transaction():
        services.take_in(found(scene, certification), [comment], by=scene.analyst)
    accepted = accept(certification, "Certification", scene.analyst)
    assert queries.main_themes(scene.wave_id)[comment] == accepted.id


def test_moves_never_change_which_cluster_may_be_read(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    portal, certification = clusters["Portal"], clusters["Certification"]
    move(scene, portal, queries.comment_rows(portal.id)[:6], certification)
    assert found(scene, portal).size == 4  # fewer organisations than k, yet the reader has seen them all before
    assert queries.too_small_to_read([found(scene, portal)]) == set()
    assert [member.text for member in queries.comments_of(found(scene, portal))] != []


def test_a_small_cluster_is_neither_filled_up_nor_named_by_its_words(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    with pytest.raises(DomainError, match="too small to show"):
        move(scene, clusters["Portal"], queries.comment_rows(clusters["Portal"].id)[:2], clusters["Prices"])
    with transaction():
        services.discard(found(scene, clusters["Prices"]), by=scene.analyst)
    assert queries.edits(scene.program_id)[0].sentence == "Ana discarded the cluster “a group too small to show”"


def test_what_cannot_be_moved_is_said(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    portal = clusters["Portal"]
    comments = queries.comment_rows(portal.id)
    for given, to, told in (
        ([], None, "Tick the comments"),
        (comments, None, "All comments would go"),
        (comments[:1], portal, "another cluster"),
    ):
        with pytest.raises(DomainError, match=told):
            move(scene, portal, given, to)
    move(scene, portal, comments[:1], None)
    with pytest.raises(ConflictError, match="somebody has moved it"):
        move(scene, portal, comments[:1], None)
    accept(clusters["Certification"], "Certification", scene.analyst)
    with pytest.raises(ConflictError, match="no longer on the list"):
        move(scene, portal, comments[1:2], clusters["Certification"])


def test_more_like_this_shows_what_lies_near_and_takes_it_in(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    keep_vectors(scene)
    portal = clusters["Portal"]
    out = queries.comment_rows(portal.id)[:2]
    move(scene, portal, out, clusters["Certification"])
    like = queries.comment_rows(portal.id)[0]
    near = queries.alike(found(scene, portal), like)
    assert {one.where for one in near} == {"cluster “Certification”"}
    assert [round(one.similarity, 2) for one in near] == [1.0, 1.0]
    before = everything(), places()
    comments = queries.comments_elsewhere(found(scene, portal), [one.reference for one in near])
    assert sorted(comments or []) == sorted(out)
    with transaction():
        services.take_in(found(scene, portal), comments or [], by=scene.analyst)
    assert found(scene, portal).size == 10
    assert set(out) <= set(queries.comment_rows(portal.id))
    assert not set(out) & set(queries.comment_rows(clusters["Certification"].id))
    undo_last(scene)
    assert (everything(), places()) == before


def test_more_like_this_never_shows_what_too_few_wrote(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    rows = queries.comments_to_group(scene.wave_id)
    with transaction():
        services.store_vectors([row.id for row in rows], np.ones((len(rows), 384), dtype=np.float32))
    like = queries.comment_rows(clusters["Portal"].id)[0]
    near = queries.alike(found(scene, clusters["Portal"]), like)
    assert len(near) == 12
    assert not [one for one in near if "price" in one.text]
    hidden = queries.comment_rows(clusters["Prices"].id)
    from app.pulse.models import Comment

    names = [
        queries.reference_in(found(scene, clusters["Portal"]), database.session.get_one(Comment, row).public_id)
        for row in hidden
    ]
    assert queries.comments_elsewhere(found(scene, clusters["Portal"]), names) is None
    assert queries.alike(found(scene, clusters["Prices"])) == []


def test_no_refusal_tells_what_a_cluster_too_small_to_read_is_called(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    with transaction():
        services.discard(found(scene, clusters["Prices"]), by=scene.analyst)
    with pytest.raises(ConflictError, match="no longer on the list") as refused:
        move(scene, clusters["Portal"], queries.comment_rows(clusters["Portal"].id)[:1], clusters["Prices"])
    assert "Prices" not in refused.value.message


def test_a_comment_that_is_taken_in_goes_with_the_part_that_it_is_nearest_to(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    with transaction():
        rows = queries.comments_to_group(scene.wave_id)
        axis = np.eye(384, dtype=np.float32)[2]  # where the second part of “Certification” lies
        services.store_vectors([row.id for row in rows], np.repeat(axis[None], len(rows), axis=0))
    (comment, *_) = queries.comment_rows(clusters["Portal"].id)
    move(scene, clusters["Portal"], [comment], clusters["Certification"])
    assert comment in queries.comment_rows(clusters["People leave"].id)
    assert found(scene, clusters["People leave"]).size == 6


def test_clusters_that_were_changed_by_hand_outlive_another_run(scene: Scene) -> None:
    clusters = make_clusters(scene.wave, GROUPS)
    with transaction():
        services.rename_cluster(found(scene, clusters["Portal"]), "The portal is slow", by=scene.analyst)
    make_clusters(scene.wave, GROUPS)
    labels = [one.label for one in queries.clusters_to_read(scene.program_id)]
    assert "The portal is slow" in labels
    assert len(database.session.scalars(select(ThemingRun)).all()) == 2


def test_a_renamed_cluster_has_its_old_label_after_undo(scene: Scene) -> None:
    portal = make_clusters(scene.wave, GROUPS)["Portal"]
    before = everything()
    with transaction():
        services.rename_cluster(found(scene, portal), "  The portal   is slow ", by=scene.analyst)
    assert found(scene, portal).label == "The portal is slow"
    undo_last(scene)
    assert everything() == before
    for label, told in (("  ", "needs a label"), ("x" * 201, "too long")):
        with pytest.raises(DomainError, match=told), transaction():
            services.rename_cluster(found(scene, portal), label, by=scene.analyst)


def test_comments_stay_within_their_wave(scene: Scene) -> None:
    portal = make_clusters(scene.wave, GROUPS)["Portal"]
    elsewhere = make_clusters(make_closed_wave(scene.program, said(), "Q1 2027"), GROUPS)["Certification"]
    with pytest.raises(DomainError, match="same wave"):
        move(scene, portal, queries.comment_rows(portal.id)[:1], elsewhere)
