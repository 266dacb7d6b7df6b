"""What every edit of the codebook does: wait for others, write itself down, raise the number; and undo."""

from contextlib import suppress

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError
from app.shared.tables.cell_text import clean
from app.themes import queries
from app.themes.core.theme_text import NAME_CHARACTERS, checked_text
from app.themes.models import Cluster, Codebook, CodebookEdit, Lineage, Theme
from app.themes.services.changes import Changes, take_back, touched, written
from app.themes.services.settling import settle_codings

_LONGEST_IN_SENTENCE = 60


def begin_edit(by: Viewer, *rows: Theme | Cluster) -> Codebook:
    """Check the right to edit, wait until no other edit of the codebook runs, and read the rows as they are now."""
    by.must("themes.edit")
    book = lock_codebook(by.program_id)
    for row in rows:
        database.session.refresh(row)
    return book


def write_edit(book: Codebook, kind: str, sentence: str, changes: Changes, *, by: Viewer | None) -> CodebookEdit:
    """Return the stored edit; the codebook's number rises with it. The sentence says what `by`, or Parley, did."""
    book.number += 1
    edit = CodebookEdit(
        program_id=book.program_id,
        number=book.number,
        kind=kind,
        sentence=f"{by.name[:80] if by else 'Parley'} {sentence}"[:300],
        person_id=by.person_id if by else None,
        reversal=changes.reversal,
    )
    database.session.add(edit)
    database.session.flush()
    settle_codings(book.program_id)
    record(f"codebook.{kind}", f"edit:{edit.public_id}", by=by, program_id=book.program_id, number=edit.number)
    return edit


def undo(edit: CodebookEdit, *, by: Viewer) -> None:
    """Put the codebook back to how it was before the edit.

    Raises ConflictError where the edit is undone already, or a later one builds on it, which is named.
    """
    book = begin_edit(by)
    database.session.refresh(edit)
    if edit.undone_at is not None:
        raise ConflictError("This is undone already.")
    changed = written(edit.reversal)
    for later in reversed(queries.edits(book.program_id)):
        if later.number > edit.number and later.undone_at is None and changed & touched(later.reversal):
            raise ConflictError(f"Something later builds on this; undo it first: “{later.sentence}”.")
    take_back(edit.reversal)
    database.session.execute(delete(Lineage).where(Lineage.edit_id == edit.id))
    edit.undone_at = clock.now()
    book.number += 1
    settle_codings(book.program_id)
    record("codebook.undo", f"edit:{edit.public_id}", by=by, program_id=book.program_id, number=book.number)


def must_be_accepted(*themes: Theme) -> None:
    """Raise ConflictError for a theme that somebody has merged or taken back meanwhile."""
    for theme in themes:
        if theme.state != "accepted":
            raise ConflictError(
                f"“{theme.name}” is no longer in the codebook: somebody merged it or took it back. Nothing was changed."
            )


def checked_name(name: str, program_id: int, *, own: Theme | None = None) -> str:
    """Return the name as it is stored. Raises DomainError where it is empty, too long, or another theme's."""
    name = clean(name)
    if not name:
        raise DomainError("A theme needs a name.", fields={"name": "Give the theme a name."})
    if len(name) > NAME_CHARACTERS:
        raise DomainError("The name is too long.", fields={"name": f"Use at most {NAME_CHARACTERS} characters."})
    for theme in queries.themes(program_id):
        if theme.name.casefold() == name.casefold() and theme is not own:
            message = f"There is a theme called “{theme.name}” already: merge into it, or choose another name."
            raise DomainError(message, fields={"name": message})
    return name


def checked_definition(definition: str) -> str:
    """Return the definition as it is stored. Raises DomainError where it is too long."""
    return checked_text("definition", definition)


def said(name: str) -> str:
    """Return a name in quotation marks, cut where it is too long for a sentence."""
    return f"“{name if len(name) <= _LONGEST_IN_SENTENCE else name[:_LONGEST_IN_SENTENCE].rstrip() + '…'}”"


def lock_codebook(program_id: int) -> Codebook:
    """Return the program's codebook once no other edit of it runs, until the end of the transaction."""
    wanted = select(Codebook).where(Codebook.program_id == program_id).with_for_update()
    book = database.session.scalar(wanted.execution_options(populate_existing=True))
    if book is None:
        with suppress(IntegrityError), database.session.begin_nested():  # another transaction may be making it too
            database.session.add(Codebook(program_id=program_id))
        book = database.session.scalars(wanted.execution_options(populate_existing=True)).one()
    return book
