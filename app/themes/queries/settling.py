"""Reads how published figures count comments, and where that differs from today's codings. Raw, never for a page."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Wave
from app.themes.core.settling import Settled
from app.themes.models import Coding, SettledCoding
from surveys.disclosure import Contribution

_MAIN = (Coding.comment_id == Comment.id) & Coding.primary
_SETTLED = SettledCoding.comment_id == Comment.id
_DIFFER = func.coalesce(Coding.theme_id, 0) != func.coalesce(SettledCoding.theme_id, 0)


def unsettled_waves(program_id: int) -> Sequence[Wave]:
    """Return the waves with a comment that figures count for another theme than the one that it carries."""
    differ = (
        select(Comment.wave_id).outerjoin(Coding, _MAIN).outerjoin(SettledCoding, _SETTLED).where(_DIFFER).distinct()
    )
    wanted = select(Wave).where(Wave.program_id == program_id, Wave.id.in_(differ)).order_by(Wave.id)
    return database.session.scalars(wanted).all()


def settled_codings(wave_id: int) -> dict[int, Settled]:
    """Return how each comment of the wave has counted so far, by its row."""
    rows = database.session.execute(
        select(SettledCoding.comment_id, SettledCoding.theme_id, SettledCoding.batch).where(
            SettledCoding.wave_id == wave_id
        )
    )
    return {comment_id: Settled(theme_id, batch) for comment_id, theme_id, batch in rows}


def main_themes(wave_id: int) -> dict[int, int]:
    """Return the theme that each comment of the wave carries first today, by the comment's row."""
    rows = database.session.execute(
        select(Comment.id, Coding.theme_id).join(Coding, _MAIN).where(Comment.wave_id == wave_id)
    )
    return {row.id: row.theme_id for row in rows}


def writers(wave_id: int) -> dict[int, Contribution]:
    """Return who wrote each comment of the wave, by the comment's row."""
    people = {one.submission_id: one.contribution for one in pulse.contributors(wave_id)}
    rows = database.session.execute(
        select(Comment.id, Comment.submission_id).where(Comment.wave_id == wave_id).order_by(Comment.id)
    )
    return {comment_id: people[submission_id] for comment_id, submission_id in rows}


def pending(theme_id: int, wave_id: int) -> int:
    """Return how many comments of the wave were moved into or out of the theme and don't show in figures yet."""
    moved = (
        select(func.count())
        .select_from(Comment)
        .outerjoin(Coding, _MAIN)
        .outerjoin(SettledCoding, _SETTLED)
        .where(Comment.wave_id == wave_id, _DIFFER)
        .where((Coding.theme_id == theme_id) | (SettledCoding.theme_id == theme_id))
    )
    return database.session.scalar(moved) or 0
