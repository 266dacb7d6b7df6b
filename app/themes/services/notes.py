"""Writes, changes and deletes analysts' notes: each their own."""

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import DomainError, NotAllowedError, NotFoundError
from app.themes.models import Note, Theme
from surveys.plain_text import plain_text, says_something

MOST_CHARACTERS = 4000


def add_note(text: str, *, comment_id: int | None = None, theme: Theme | None = None, by: Viewer) -> Note:
    """Return the new note on a comment, given by row, or on a theme. Raises DomainError where it says nothing."""
    by.must("themes.edit")
    if theme is not None and theme.program_id != by.program_id:
        raise NotFoundError
    note = Note(
        program_id=by.program_id,
        comment_id=comment_id,
        theme_id=theme.id if theme else None,
        author_id=by.person_id,
        text=_checked(text),
    )
    database.session.add(note)
    database.session.flush()
    return note


def edit_note(note: Note, text: str, *, by: Viewer) -> None:
    """Change one's own note. Raises NotAllowedError for somebody else's."""
    _must_be_own(note, by)
    text = _checked(text)
    if text != note.text:
        note.text, note.edited_at = text, clock.now()


def delete_note(note: Note, *, by: Viewer) -> None:
    """Delete one's own note. Raises NotAllowedError for somebody else's."""
    _must_be_own(note, by)
    database.session.delete(note)
    record("note.delete", f"note:{note.public_id}", by=by, program_id=note.program_id)


def _must_be_own(note: Note, by: Viewer) -> None:
    by.must("themes.edit")
    if note.program_id != by.program_id:
        raise NotFoundError
    if note.author_id != by.person_id:
        raise NotAllowedError("Only who wrote a note changes it.")


def _checked(raw: str) -> str:
    text = plain_text(raw)
    if not says_something(text):
        raise DomainError("Write something.", fields={"text": "Write something."})
    if len(text) > MOST_CHARACTERS:
        message = f"At most {MOST_CHARACTERS:,} characters; these are {len(text):,}."
        raise DomainError(message, fields={"text": message})
    return text
