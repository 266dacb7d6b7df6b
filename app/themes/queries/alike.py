"""More like this: comments of the wave that lie nearest to a cluster, or to one of its comments, and may be read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment
from app.themes.core.nearness import Vector, centroid_of, similarities, vectors_of
from app.themes.models import Cluster, ClusterComment, Coding, CommentVector, Theme
from app.themes.queries.clusters import SET_APART
from app.themes.queries.desk import reference_in
from app.themes.queries.readable import FOUND_IN, too_small_to_read
from app.themes.queries.search_ground import ground_of

MOST = 25
WORTH_SHOWING = 0.35
"""Cosine of sentences below which they hardly share a word."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A comment from elsewhere in the wave: how alike (0–1), and where it is, in words."""

    reference: str
    text: str
    language: str
    similarity: float
    where: str


@dataclass(frozen=True, slots=True)
class _Place:
    comment_id: int
    public_id: str
    vector: bytes
    cluster_id: int


def has_vectors(cluster: Cluster) -> bool:
    """Whether the run of this cluster has kept where its comments lie."""
    of_cluster = select(CommentVector.id).join(ClusterComment, ClusterComment.comment_id == CommentVector.comment_id)
    return database.session.scalar(of_cluster.where(ClusterComment.cluster_id == cluster.id).limit(1)) is not None


def alike(cluster: Cluster, like: int | None = None) -> list[Alike]:
    """Return the comments outside the cluster that are most like it, or like one comment (its row), nearest first.

    Only comments of clusters that may be read, and none that were set apart. Nothing where the cluster itself may not
    be read, or vectors weren't kept.
    """
    places = _elsewhere(cluster)
    vector = _vector_of(like) if like is not None else centroid_of(cluster.centroid) if cluster.centroid else None
    if vector is None or not places:
        return []
    cosines = similarities(vector, vectors_of([place.vector for place in places]))
    nearest = cosines.argsort(kind="stable")[::-1][:MOST]
    chosen = [(places[row], float(cosines[row])) for row in nearest.tolist() if cosines[row] >= WORTH_SHOWING]
    texts = _texts([place.comment_id for place, _ in chosen])
    where = _in_words([place for place, _ in chosen], cluster)
    return [
        Alike(
            reference_in(cluster, place.public_id),
            *texts[place.comment_id],
            similarity,
            where[place.comment_id],
        )
        for place, similarity in chosen
    ]


def comments_elsewhere(cluster: Cluster, references: Collection[str]) -> list[int] | None:
    """Return the rows of these comments from elsewhere in the wave, or None where one may not be taken from there."""
    wanted = set(references)
    found = [one.comment_id for one in _elsewhere(cluster) if reference_in(cluster, one.public_id) in wanted]
    return found if len(found) == len(wanted) else None


def _elsewhere(cluster: Cluster) -> Sequence[_Place]:
    """Return where the other comments of the run are that may be read, those that were taken out included."""
    if too_small_to_read([cluster]):
        return []
    above = aliased(Cluster)
    on_list = or_(and_(Cluster.parent_key.is_(None), Cluster.state != "split"), above.state == "split")
    of_run = (
        select(Cluster)
        .outerjoin(above, and_(above.run_id == Cluster.run_id, above.key == Cluster.parent_key))
        .where(Cluster.run_id == cluster.run_id, Cluster.key != SET_APART, on_list)
    )
    shown = database.session.scalars(of_run).all()
    small = too_small_to_read(shown)
    rows = database.session.execute(
        select(
            ClusterComment.comment_id,
            Comment.public_id,
            CommentVector.vector,
            ClusterComment.cluster_id,
            ClusterComment.rank,
        )
        .join(Comment, Comment.id == ClusterComment.comment_id)
        .join(CommentVector, CommentVector.comment_id == ClusterComment.comment_id)
        .where(
            ClusterComment.cluster_id.in_([one.id for one in shown if one.id not in small]),
            or_(ClusterComment.rank == 1, FOUND_IN),
        )
        .order_by(ClusterComment.comment_id, ClusterComment.rank.desc())
    )
    places: dict[int, _Place] = {}
    own = set()
    for comment_id, public_id, vector, cluster_id, rank in rows:
        if rank == 1 and cluster_id == cluster.id:
            own.add(comment_id)
        places.setdefault(comment_id, _Place(comment_id, public_id, vector, cluster_id if rank == 1 else 0))
    return [place for comment_id, place in places.items() if comment_id not in own]


def _vector_of(comment_id: int) -> Vector | None:
    stored = database.session.scalar(select(CommentVector.vector).where(CommentVector.comment_id == comment_id))
    return vectors_of([stored])[0] if stored else None


def _texts(comment_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    rows = database.session.execute(
        select(Comment.id, Comment.text, Comment.language).where(Comment.id.in_(comment_ids))
    )
    return {row.id: (row.text, row.language) for row in rows}


def _in_words(places: Collection[_Place], cluster: Cluster) -> dict[int, str]:
    """Return where comments are, by row: in the theme that they carry first, else in a cluster, else nothing.

    A theme too small to show is not named, for that would count its comments.
    """
    shown = ground_of(pulse.wave_by_id(cluster.run.wave_id)).theme_ids
    labels = database.session.execute(
        select(Cluster.id, Cluster.label).where(Cluster.id.in_({place.cluster_id for place in places}))
    )
    carried = database.session.execute(
        select(Coding.comment_id, Theme.name)
        .join(Theme, Theme.id == Coding.theme_id)
        .where(Coding.primary, Coding.comment_id.in_({place.comment_id for place in places}), Theme.id.in_(shown))
    )
    label_of = {row.id: f"cluster “{row.label}”" for row in labels}
    found = {place.comment_id: label_of.get(place.cluster_id, "") for place in places}
    return found | {row.comment_id: f"theme “{row.name}”" for row in carried}
