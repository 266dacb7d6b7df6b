"""What a theming run and an edit read: comments to group, comments of a cluster, centroids. Raw, never for a page."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse.models import Comment
from app.themes.models import ClusterComment, Coding, Theme

MOST_FOR_A_CENTROID = 40


@dataclass(frozen=True, slots=True)
class ToGroup:
    """A masked comment on its way into a run."""

    id: int
    public_id: str
    text: str


def comments_to_group(wave_id: int) -> list[ToGroup]:
    """Return the wave's comments, less those that a person has given a theme by hand."""
    by_hand = select(Coding.id).where(Coding.comment_id == Comment.id, Coding.source == "person").exists()
    rows = database.session.execute(
        select(Comment.id, Comment.public_id, Comment.text)
        .where(Comment.wave_id == wave_id, ~by_hand)
        .order_by(Comment.public_id)
    )
    return [ToGroup(*row) for row in rows]


def comment_rows(cluster_id: int) -> list[int]:
    """Return the rows of the comments whose main cluster it is."""
    main = (ClusterComment.cluster_id == cluster_id, ClusterComment.rank == 1)
    return list(database.session.scalars(select(ClusterComment.comment_id).where(*main)))


def theme_centroids(program_id: int) -> dict[int, bytes]:
    """Return the centroids (float32, little-endian) of the accepted themes that have one, by the theme's row."""
    rows = database.session.execute(
        select(Theme.id, Theme.centroid).where(
            Theme.program_id == program_id, Theme.state == "accepted", Theme.centroid.is_not(None)
        )
    )
    return {theme_id: centroid for theme_id, centroid in rows if centroid}


def texts_of_themes_without_centroid(program_id: int) -> dict[int, list[str]]:
    """Return some of the comments of each accepted theme that has no centroid yet, by the theme's row."""
    rows = database.session.execute(
        select(Theme.id, Comment.text)
        .join(Coding, Coding.theme_id == Theme.id)
        .join(Comment, Comment.id == Coding.comment_id)
        .where(Theme.program_id == program_id, Theme.state == "accepted", Theme.centroid.is_(None), Coding.primary)
        .order_by(Theme.id, Comment.public_id)
    )
    found: dict[int, list[str]] = {}
    for theme_id, text in rows:
        texts = found.setdefault(theme_id, [])
        if len(texts) < MOST_FOR_A_CENTROID:
            texts.append(text)
    return found
