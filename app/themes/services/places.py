"""Moves single comments by hand: out of a cluster, into another one or a theme, or from elsewhere into the cluster."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from app.db import database
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, DomainError
from app.themes import queries
from app.themes.models import Cluster, ClusterComment, Coding, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import must_be_accepted, said
from app.themes.services.deciding import begin_on, write_about
from app.themes.services.mains import make_way


def move_from_cluster(
    cluster: Cluster, comments: Collection[int], to: Cluster | Theme | None, *, seen: int | None = None, by: Viewer
) -> None:
    """Put comments of a waiting cluster, given by row, into another cluster or a theme, or nowhere.

    Raises DomainError where none or all of them are given, or the other cluster may not be read; ConflictError where
    one is no longer there or the target no longer waits.
    """
    book, changes = begin_on(cluster, by, *([to] if to else []), seen=seen)
    if not comments:
        raise DomainError("Tick the comments to move.", fields={"comment": "Nothing is ticked."})
    if isinstance(to, Cluster) and to.run_id != cluster.run_id:
        raise DomainError("Choose a cluster of the same wave.", fields={"to": "It is of another run."})
    leaving = [place for place in _main_places([cluster]) if place.comment_id in comments]
    if len(leaving) < len(comments):
        raise ConflictError("A comment is no longer in this cluster: somebody has moved it. Nothing was changed.")
    if len(leaving) == cluster.size:
        message = "All comments would go: discard the cluster, or merge it, instead."
        raise DomainError(message, fields={"comment": message})
    parts = queries.parts_of(cluster)
    _take_out([cluster, *parts], comments, changes)
    touched: list[Cluster] = [cluster, *parts]
    if isinstance(to, Cluster):
        touched += _put_in(to, comments, changes, besides=cluster)
    elif to is not None:
        must_be_accepted(to)
        changes.need(to)
        _let_carry(to, comments, changes)
    _count_anew(touched, changes)
    if to is None:
        sentence = f"took {_so_many(comments)} out of {said(cluster.label)}"
    else:
        name = to.label if isinstance(to, Cluster) else to.name
        sentence = f"moved {_so_many(comments)} from {said(cluster.label)} to {said(name)}"
    write_about(cluster, book, "move_places", sentence, changes, by=by)


def take_in(cluster: Cluster, comments: Collection[int], *, seen: int | None = None, by: Viewer) -> None:
    """Put comments from elsewhere in the wave, given by row, into a waiting cluster; other waiting ones lose them."""
    book, changes = begin_on(cluster, by, seen=seen)
    if not comments:
        raise DomainError("Tick the comments to take in.", fields={"comment": "Nothing is ticked."})
    others = [one for one in queries.clusters(cluster.run_id) if one.state in ("waiting", "split")]
    own = {cluster.id, *(part.id for part in queries.parts_of(cluster))}
    losing = [one for one in others if one.id not in own]
    _take_out(losing, comments, changes)
    touched = _put_in(cluster, comments, changes, besides=None)
    _count_anew([*losing, *touched], changes)
    sentence = f"took {_so_many(comments)} into {said(cluster.label)}"
    write_about(cluster, book, "take_in", sentence, changes, by=by)


def _main_places(clusters: Iterable[Cluster]) -> list[ClusterComment]:
    of_clusters = ClusterComment.cluster_id.in_([cluster.id for cluster in clusters])
    wanted = select(ClusterComment).where(of_clusters, ClusterComment.rank == 1).order_by(ClusterComment.id)
    return list(database.session.scalars(wanted.execution_options(populate_existing=True)))


def _take_out(clusters: Iterable[Cluster], comments: Collection[int], changes: Changes) -> None:
    for place in _main_places(clusters):
        if place.comment_id in comments:
            changes.set(place, rank=0)


def _put_in(to: Cluster, comments: Collection[int], changes: Changes, *, besides: Cluster | None) -> list[Cluster]:
    """Give the comments a main place in the cluster, and in the finer one of it that is nearest; return those."""
    if besides is not None and to.id == besides.id:
        raise DomainError("Choose another cluster.", fields={"to": "It is the same cluster."})
    if not queries.waits_to_be_read(to):
        label = said(queries.shown_label(to))
        raise ConflictError(f"{label} is no longer on the list: somebody has decided on it. Nothing was changed.")
    if queries.too_small_to_read([to]):
        raise DomainError("That cluster is too small to show.", fields={"to": "Choose a cluster that can be read."})
    nearest = queries.nearest_part(to, comments)
    places = [(to, comment) for comment in comments] + [(part, comment) for comment, part in nearest.items()]
    touched = {cluster.id: cluster for cluster, _ in places}
    there = _places_by_cluster_and_comment(touched, comments)
    for cluster, comment in places:
        held = there.get((cluster.id, comment))
        if held is None:
            changes.make(ClusterComment(cluster_id=cluster.id, comment_id=comment, score=1.0, by_hand=True))
        else:
            changes.set(held, rank=1, by_hand=held.by_hand or held.rank == 2)
    return list(touched.values())


def _places_by_cluster_and_comment(
    cluster_ids: Collection[int], comments: Collection[int]
) -> dict[tuple[int, int], ClusterComment]:
    wanted = select(ClusterComment).where(
        ClusterComment.cluster_id.in_(cluster_ids), ClusterComment.comment_id.in_(comments)
    )
    return {(place.cluster_id, place.comment_id): place for place in database.session.scalars(wanted)}


def _let_carry(theme: Theme, comments: Collection[int], changes: Changes) -> None:
    """Let the theme be the main one of these comments, by hand."""
    wanted = select(Coding).where(Coding.theme_id == theme.id, Coding.comment_id.in_(comments))
    there = {coding.comment_id: coding for coding in database.session.scalars(wanted)}
    make_way(comments, changes, besides=there.values())
    for coding in there.values():
        changes.set(coding, primary=True, source="person", degree=1.0)
    changes.make(
        *(
            Coding(theme_id=theme.id, comment_id=comment, source="person")
            for comment in sorted(comments)
            if comment not in there
        )
    )


def _count_anew(clusters: Iterable[Cluster], changes: Changes) -> None:
    """Bring the sizes of clusters up to what is in them now, and raise the revision of those that changed."""
    database.session.flush()
    rows = {cluster.id: cluster for cluster in clusters}
    counted = database.session.execute(
        select(ClusterComment.cluster_id, func.count())
        .where(ClusterComment.cluster_id.in_(rows), ClusterComment.rank == 1)
        .group_by(ClusterComment.cluster_id)
    )
    sizes = {row.cluster_id: row[1] for row in counted}
    for row, cluster in rows.items():
        if cluster.size != sizes.get(row, 0):
            changes.set(cluster, size=sizes.get(row, 0), revision=cluster.revision + 1)


def _so_many(comments: Collection[int]) -> str:
    return "a comment" if len(comments) == 1 else f"{len(comments)} comments"
