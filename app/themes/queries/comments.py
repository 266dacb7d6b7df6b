"""All comments of a theme, for the eyes of those who name themes and only where the theme shows."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import database
from app.pulse.models import Comment, Wave
from app.themes.models import ClusterComment, Coding, Theme
from app.themes.queries.changes import whole_of
from app.themes.queries.reading import read_wave
from surveys.disclosure import Published, combine


@dataclass(frozen=True, slots=True)
class ThemeComment:
    """A masked comment of a theme. `reference` names it within the theme and tells nothing about when it came in."""

    reference: str
    text: str
    language: str
    primary: bool
    by_hand: bool


def theme_comments(theme: Theme, wave: Wave, search: str = "") -> Published[Sequence[ThemeComment]]:
    """Return the theme's comments in a wave, the typical ones first, hidden where the theme's share is."""
    wanted = (
        select(Comment.public_id, Comment.text, Comment.language, Coding.primary, Coding.source)
        .join(Coding, Coding.comment_id == Comment.id)
        .outerjoin(
            ClusterComment,
            (ClusterComment.cluster_id == Coding.cluster_id) & (ClusterComment.comment_id == Coding.comment_id),
        )
        .where(Coding.theme_id == theme.id, Comment.wave_id == wave.id)
        .order_by(
            Coding.primary.desc(),
            ClusterComment.exemplar.is_(None),
            ClusterComment.exemplar,
            Coding.degree.desc(),
            Comment.text,
        )
    )
    if search.strip():
        wanted = wanted.where(func.lower(Comment.text).contains(search.strip().lower(), autoescape=True))
    found = [
        ThemeComment(_reference(theme, row.public_id), row.text, row.language, row.primary, row.source == "person")
        for row in database.session.execute(wanted)
    ]
    return combine(lambda _whole: found, whole_of(read_wave(wave, [theme.id]), theme.id))


def comments_by_reference(theme: Theme, references: Collection[str]) -> list[int] | None:
    """Return the rows of these comments of the theme, or None where one is no longer there."""
    rows = database.session.execute(
        select(Comment.id, Comment.public_id)
        .join(Coding, Coding.comment_id == Comment.id)
        .where(Coding.theme_id == theme.id)
    )
    wanted = set(references)
    found = [row.id for row in rows if _reference(theme, row.public_id) in wanted]
    return found if len(found) == len(wanted) else None


def _reference(theme: Theme, public_id: str) -> str:
    # A public id begins with the time; its random rest makes this hash irreversible.
    return hashlib.sha256(f"{theme.public_id}:{public_id}".encode()).hexdigest()[:20]
