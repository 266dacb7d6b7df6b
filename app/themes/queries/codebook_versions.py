"""Reads of the codebook as a document: as it is today, and as it was published."""

from collections.abc import Sequence

from sqlalchemy import select

from app.db import database
from app.shared.found import found
from app.themes.core.codebook_document import CodebookDocument, DocumentTheme, RetiredTheme
from app.themes.models import CodebookVersion
from app.themes.queries.codebook import all_themes, lineage_of_all


def codebook_today(program_id: int) -> CodebookDocument:
    """Return the codebook as it is now, the themes by name."""
    rows = all_themes(program_id)
    ids = {row.id: row.public_id for row in rows}
    history = lineage_of_all(program_id)
    themes, retired = [], []
    for row in rows:
        if row.state == "accepted":
            source = next((one.from_theme_id for one in history.get(row.id, ()) if one.kind == "split"), None)
            themes.append(DocumentTheme(row.public_id, row.guid, row.words, ids.get(source or 0)))
        else:
            retired.append(RetiredTheme(row.public_id, row.name, ids.get(row.merged_into_id or 0)))
    return CodebookDocument(tuple(sorted(themes, key=lambda one: (one.words.name.casefold(), one.id))), tuple(retired))


def codebook_versions(program_id: int) -> Sequence[CodebookVersion]:
    """Return the published versions, the newest first."""
    of_program = CodebookVersion.program_id == program_id
    return database.session.scalars(
        select(CodebookVersion).where(of_program).order_by(CodebookVersion.number.desc())
    ).all()


def newest_codebook_version(program_id: int) -> CodebookVersion | None:
    """Return the version that was published last."""
    return next(iter(codebook_versions(program_id)), None)


def codebook_version(program_id: int, public_id: str) -> CodebookVersion:
    """Return a published version of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(
            select(CodebookVersion).where(
                CodebookVersion.program_id == program_id, CodebookVersion.public_id == public_id
            )
        )
    )
