"""Puts single comments, found anywhere, into a theme."""

from collections.abc import Collection

from sqlalchemy import select

from app.db import database
from app.identity.viewer import Viewer
from app.shared.errors import DomainError
from app.themes.models import Coding, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import begin_edit, must_be_accepted, said, write_edit
from app.themes.services.mains import make_way


def put_into_theme(comments: Collection[int], theme: Theme, *, by: Viewer) -> int:
    """Make the theme the main one of these comments, given by row, and return of how many it was not yet.

    What was a comment's main theme becomes a further one. Raises DomainError where there is nothing to put.
    """
    book = begin_edit(by, theme)
    must_be_accepted(theme)
    if not comments:
        raise DomainError("Tick the comments to put into the theme.", fields={"comment": "Nothing is ticked."})
    changes = Changes()
    changes.need(theme)
    wanted = select(Coding).where(Coding.theme_id == theme.id, Coding.comment_id.in_(comments))
    there = {coding.comment_id: coding for coding in database.session.scalars(wanted)}
    moved = [one for one in sorted(comments) if one not in there or not there[one].primary]
    make_way(moved, changes)
    for comment_id in sorted(comments):
        if comment_id in there:
            changes.set(there[comment_id], primary=True, source="person", degree=1.0)
    made = [Coding(theme_id=theme.id, comment_id=one, source="person") for one in moved if one not in there]
    changes.make(*made)
    if changes.values or made:
        what = "a comment" if len(comments) == 1 else f"{len(comments)} comments"
        write_edit(book, "place", f"put {what} into {said(theme.name)}", changes, by=by)
    return len(moved)
