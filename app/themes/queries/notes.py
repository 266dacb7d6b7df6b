"""Reads of analysts' notes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse.models import Comment
from app.shared.found import found
from app.themes.models import Note, Theme


@dataclass(frozen=True)
class NoteInPlace:
    """A note with the theme, or the text of the comment, that it is about: raw, see `readable_among`."""

    note: Note
    theme: Theme | None
    text: str


def notes_on_theme(theme_id: int) -> Sequence[Note]:
    """Return the notes on a theme, the oldest first."""
    return database.session.scalars(select(Note).where(Note.theme_id == theme_id).order_by(Note.at, Note.id)).all()


def notes_on_comments(comment_ids: Collection[int]) -> dict[int, list[Note]]:
    """Return the notes on each of these comments, the oldest first."""
    by_comment: dict[int, list[Note]] = defaultdict(list)
    wanted = select(Note).where(Note.comment_id.in_(comment_ids)).order_by(Note.at, Note.id)
    for note in database.session.scalars(wanted) if comment_ids else ():
        by_comment[note.comment_id or 0].append(note)
    return by_comment


def note(program_id: int, public_id: str) -> Note:
    """Return a note of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(select(Note).where(Note.program_id == program_id, Note.public_id == public_id))
    )


def notes(program_id: int) -> list[NoteInPlace]:
    """Return the program's notes, the newest first."""
    wanted = (
        select(Note, Theme, Comment.text)
        .outerjoin(Theme, Theme.id == Note.theme_id)
        .outerjoin(Comment, Comment.id == Note.comment_id)
        .where(Note.program_id == program_id)
        .order_by(Note.at.desc(), Note.id.desc())
    )
    return [NoteInPlace(note, theme, text or "") for note, theme, text in database.session.execute(wanted)]
