"""Publishes the codebook: a numbered version that nobody can change any more."""

from app.audit.services import record
from app.db import database
from app.identity.viewer import Viewer
from app.shared.errors import DomainError
from app.shared.tables.cell_text import clean
from app.themes import queries
from app.themes.core.codebook_document import digest_of
from app.themes.models import CodebookVersion
from app.themes.services.codebook import begin_edit

NOTE_CHARACTERS = 300


def publish_codebook(note: str, *, by: Viewer) -> CodebookVersion:
    """Return the codebook of now, frozen as the next version. Raises DomainError where it is empty or unchanged."""
    book = begin_edit(by)
    note = clean(note)
    if not note:
        message = "Say in a sentence what this version is for."
        raise DomainError(message, fields={"note": message})
    if len(note) > NOTE_CHARACTERS:
        raise DomainError("The note is too long.", fields={"note": f"Use at most {NOTE_CHARACTERS} characters."})
    today = queries.codebook_today(book.program_id)
    if not today.themes:
        raise DomainError("There is no theme to publish yet.", fields={"note": "There is no theme to publish yet."})
    document = today.as_dict()
    before = queries.newest_codebook_version(book.program_id)
    if before is not None and before.digest == digest_of(document):
        message = f"Nothing has changed since version {before.number}."
        raise DomainError(message, fields={"note": message})
    version = CodebookVersion(
        program_id=book.program_id,
        number=before.number + 1 if before else 1,
        edit_number=book.number,
        document=document,
        digest=digest_of(document),
        note=note,
        person_id=by.person_id,
    )
    database.session.add(version)
    database.session.flush()
    record("codebook.publish", f"version:{version.public_id}", by=by, program_id=book.program_id, number=version.number)
    return version
