"""Reads of the codebook: themes, how they came about, and what was done to them."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from app.db import database
from app.pulse.models import Comment, Submission, Wave
from app.shared.found import found
from app.themes.core.theme_text import words_only
from app.themes.models import Codebook, CodebookEdit, Coding, Lineage, Theme


def codebook_number(program_id: int) -> int:
    """Return the number of the program's codebook; 0 before the first edit."""
    return database.session.scalar(select(Codebook.number).where(Codebook.program_id == program_id)) or 0


def themes(program_id: int) -> Sequence[Theme]:
    """Return the accepted themes by name."""
    accepted = (Theme.program_id == program_id, Theme.state == "accepted")
    return database.session.scalars(select(Theme).where(*accepted).order_by(func.lower(Theme.name), Theme.id)).all()


def all_themes(program_id: int) -> Sequence[Theme]:
    """Return the accepted and the retired themes."""
    return database.session.scalars(select(Theme).where(Theme.program_id == program_id).order_by(Theme.id)).all()


def theme(program_id: int, public_id: str) -> Theme:
    """Return a theme of the program, retired ones included. Raises NotFoundError."""
    return found(
        database.session.scalar(select(Theme).where(Theme.program_id == program_id, Theme.public_id == public_id))
    )


def theme_by_id(theme_id: int) -> Theme:
    """Return a theme by its row. Raises NotFoundError."""
    return found(database.session.get(Theme, theme_id))


def lineage(theme_id: int) -> Sequence[Lineage]:
    """Return from what a theme came, the oldest first."""
    return database.session.scalars(
        select(Lineage).where(Lineage.theme_id == theme_id).order_by(Lineage.at, Lineage.id)
    ).all()


def lineage_of_all(program_id: int) -> dict[int, list[Lineage]]:
    """Return the lineage of every theme of the program by the theme's row, the oldest first."""
    found: dict[int, list[Lineage]] = {}
    rows = database.session.scalars(
        select(Lineage).join(Theme, Theme.id == Lineage.theme_id).where(Theme.program_id == program_id)
    )
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        found.setdefault(row.theme_id, []).append(row)
    return found


def edits(program_id: int) -> Sequence[CodebookEdit]:
    """Return what was done to the program's codebook, the newest first."""
    return database.session.scalars(
        select(CodebookEdit).where(CodebookEdit.program_id == program_id).order_by(CodebookEdit.number.desc())
    ).all()


def edit(program_id: int, public_id: str) -> CodebookEdit:
    """Return an edit of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(
            select(CodebookEdit).where(CodebookEdit.program_id == program_id, CodebookEdit.public_id == public_id)
        )
    )


def copied_from_comments(program_id: int, texts: Collection[str]) -> set[str]:
    """Return those of these texts that say a whole comment of the program in its own words."""
    wanted = {words_only(text): text for text in texts}
    if not wanted:
        return set()
    comments = select(Comment.text).join(Wave, Wave.id == Comment.wave_id).where(Wave.program_id == program_id)
    written = database.session.scalars(comments.execution_options(yield_per=1000))
    return {wanted[said] for said in map(words_only, written) if said in wanted}


def raisers(theme_id: int) -> list[int]:
    """Return the rows of the people whose comments carry the theme, of all waves: to tell them, never to show."""
    known = (
        select(Submission.person_id)
        .join(Comment, Comment.submission_id == Submission.id)
        .join(Coding, Coding.comment_id == Comment.id)
        .where(Coding.theme_id == theme_id, Coding.primary, Submission.person_id.is_not(None))
        .distinct()
    )
    return sorted(person_id for person_id in database.session.scalars(known) if person_id is not None)
