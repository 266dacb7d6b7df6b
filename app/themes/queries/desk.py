"""What lies on the desk of who reads clusters: the list, one cluster with its comments, parts and likely themes."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse.models import Comment
from app.shared.errors import DomainError
from app.themes.core.nearness import nearest_centroids, vectors_of
from app.themes.models import Cluster, ClusterComment, CommentVector, Theme
from app.themes.queries.clusters import clusters_to_read, parts_of
from app.themes.queries.codebook import all_themes, themes
from app.themes.queries.material import theme_centroids
from app.themes.queries.readable import too_small_to_read

MOST_PROPOSALS = 3
ALIKE_ENOUGH = 0.6
"""Cosine of centroids from which a theme is worth a look; 0.75 proposes it by itself."""
EXEMPLARS_OF_PART = 2


@dataclass(frozen=True, slots=True)
class Member:
    """A masked comment of a cluster. `reference` names it within the cluster and tells nothing about when it came."""

    reference: str
    text: str
    language: str
    typical: bool
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A finer cluster within one: typical comments, and its size; None and none where it is too small to show."""

    label: str
    size: int | None
    exemplars: Sequence[Member]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A theme that a cluster may belong to, and how alike they are, 0–1."""

    theme: Theme
    similarity: float


def comments_of(cluster: Cluster, start: int = 0, most: int | None = None) -> list[Member]:
    """Return comments whose main cluster it is, the typical ones first; none where it is too small to read."""
    return [] if too_small_to_read([cluster]) else _comments(cluster, start, most)


def _comments(cluster: Cluster, start: int, most: int | None) -> list[Member]:
    wanted = (
        select(Comment.public_id, Comment.text, Comment.language, ClusterComment.exemplar, ClusterComment.by_hand)
        .join(Comment, Comment.id == ClusterComment.comment_id)
        .where(ClusterComment.cluster_id == cluster.id, ClusterComment.rank == 1)
        .order_by(
            ClusterComment.exemplar.is_(None),
            ClusterComment.exemplar,
            ClusterComment.score.desc(),
            Comment.text,
            ClusterComment.id,  # equal texts stay in one order from page to page
        )
    )
    rows = database.session.execute(wanted.offset(start).limit(most))
    return [
        Member(reference_in(cluster, row.public_id), row.text, row.language, row.exemplar is not None, row.by_hand)
        for row in rows
    ]


def comments_in(cluster: Cluster, references: Collection[str]) -> list[int] | None:
    """Return the rows of these comments of the cluster, or None where one is no longer there."""
    rows = database.session.execute(
        select(Comment.id, Comment.public_id)
        .join(ClusterComment, ClusterComment.comment_id == Comment.id)
        .where(ClusterComment.cluster_id == cluster.id, ClusterComment.rank == 1)
    )
    wanted = set(references)
    found = [row.id for row in rows if reference_in(cluster, row.public_id) in wanted]
    return found if len(found) == len(wanted) else None


def reference_in(cluster: Cluster, comment_public_id: str) -> str:
    """Return the name of a comment on the pages of a cluster."""
    # A public id begins with the time; its random rest makes this hash irreversible.
    return hashlib.sha256(f"{cluster.public_id}:{comment_public_id}".encode()).hexdigest()[:20]


def parts_to_see(cluster: Cluster) -> list[Part]:
    """Return the finer clusters within one, the largest first; none where it is too small to read itself."""
    parts = [part for part in parts_of(cluster) if part.size]
    if len(parts) < 2 or too_small_to_read([cluster]):
        return []
    small = too_small_to_read(parts)
    return [
        Part(
            part.label,
            None if part.id in small else part.size,
            [] if part.id in small else _comments(part, 0, EXEMPLARS_OF_PART),
        )
        for part in parts
    ]


def proposals(cluster: Cluster, program_id: int) -> list[Proposal]:
    """Return the themes that the cluster is most like, the most alike first; none where none is like it."""
    by_id = {theme.id: theme for theme in themes(program_id)}
    near = nearest_centroids(cluster.centroid, theme_centroids(program_id), most=MOST_PROPOSALS, at_least=ALIKE_ENOUGH)
    return [Proposal(by_id[theme_id], similarity) for theme_id, similarity in near if theme_id in by_id]


def theme_meant(program_id: int, typed: str) -> Theme:
    """Return the theme with this public id, or the accepted one with this name or the only one whose name holds it.

    Raises DomainError on the field `into` where there is none or there are several.
    """
    among, wanted = themes(program_id), " ".join(typed.split()).casefold()
    same = [theme for theme in all_themes(program_id) if theme.public_id == typed]
    same = same or [theme for theme in among if theme.name.casefold() == wanted]
    alike = same or [theme for theme in among if wanted and wanted in theme.name.casefold()]
    if len(alike) == 1:
        return alike[0]
    if not wanted:
        message = "Type the name of a theme, or part of it."
    elif not alike:
        message = f"No theme in the codebook is called “{typed[:60]}”: it may have been merged or renamed."
    else:
        message = (
            f"Several themes are called so: {', '.join(theme.name for theme in alike[:5])}. Type more of the name."
        )
    raise DomainError(message, fields={"into": message})


def next_to_read(program_id: int, after: Cluster) -> Cluster | None:
    """Return what comes after this cluster on the list, from the top again at its end; None where all is read."""
    waiting = [one for one in clusters_to_read(program_id) if one.id != after.id]
    place = _place(after)
    return next((one for one in waiting if _place(one) > place), waiting[0] if waiting else None)


def nearest_part(cluster: Cluster, comment_ids: Collection[int]) -> dict[int, Cluster]:
    """Return the finer cluster within one that each comment is nearest to, by the comment's row.

    A comment without a vector goes with the largest; nothing where the cluster has no finer ones.
    """
    parts = parts_of(cluster)
    if not parts:
        return {}
    rows = database.session.execute(
        select(CommentVector.comment_id, CommentVector.vector).where(CommentVector.comment_id.in_(comment_ids))
    )
    nearest = dict.fromkeys(sorted(comment_ids), parts[0])
    centroids = {number: part.centroid for number, part in enumerate(parts) if part.centroid}
    for comment_id, vector in rows:
        stored = vectors_of([vector])[0].astype("<f4").tobytes()
        near = nearest_centroids(stored, centroids, most=1, at_least=-1)
        nearest[comment_id] = parts[near[0][0]] if near else parts[0]
    return nearest


def _place(cluster: Cluster) -> tuple[int, int, int]:
    """Return what the list is sorted by: the newest run, in it the largest."""
    return (-cluster.run_id, -cluster.size, cluster.id)
