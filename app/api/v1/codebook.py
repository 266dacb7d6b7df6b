"""The codebook: the themes in words, and which versions were published."""

from typing import Any

from app.api import schemas
from app.api.access import needs, program_id
from app.api.v1 import bp
from app.shared.tables.cell_text import clean
from app.themes import queries
from app.themes.core.codebook_document import CodebookDocument, read_document


@bp.get("/codebook", responses={200: schemas.CodebookShape})
@needs("read")
def codebook(query: schemas.CodebookQuery) -> dict[str, Any]:
    """The themes as they are today, or as a version has them. No partner's words are in it."""
    found = queries.codebook_versions(program_id())
    version = queries.codebook_version(program_id(), clean(query.version)) if query.version else None
    document = read_document(version.document) if version else queries.codebook_today(program_id())
    return schemas.CodebookShape(
        number=version.edit_number if version else queries.codebook_number(program_id()),
        themes=_themes(document),
        versions=[
            schemas.CodebookVersionShape(
                id=one.public_id, number=one.number, note=one.note, published_at=one.at, digest=one.digest
            )
            for one in found
        ],
    ).model_dump(mode="json")


def _themes(document: CodebookDocument) -> list[schemas.CodebookThemeShape]:
    return [
        schemas.CodebookThemeShape(
            id=one.id,
            key=one.key,
            name=one.words.name,
            definition=one.words.definition,
            includes=one.words.includes,
            excludes=one.words.excludes,
            examples=list(one.words.examples),
        )
        for one in document.themes
    ]
