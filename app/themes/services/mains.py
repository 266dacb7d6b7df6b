"""A comment has one main theme at most: when it gets another, the one that it had becomes a further theme."""

from collections.abc import Collection

from sqlalchemy import select

from app.db import database
from app.themes.models import Coding
from app.themes.services.changes import Changes

_AT_ONCE = 500


def main_codings(comments: Collection[int]) -> list[Coding]:
    """Return the main codings of these comments, given by row, in the comments' order."""
    wanted = sorted(comments)
    parts = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
    return [
        coding
        for part in parts
        for coding in database.session.scalars(
            select(Coding).where(Coding.comment_id.in_(part), Coding.primary).order_by(Coding.comment_id)
        )
    ]


def make_way(comments: Collection[int], changes: Changes, *, besides: Collection[Coding] = ()) -> None:
    """Let none of these comments have a main theme besides these codings, for they are about to get another."""
    stay = {coding.id for coding in besides}
    for coding in main_codings(comments):
        if coding.id not in stay:
            changes.set(coding, primary=False)
    database.session.flush()
