"""Brings a codebook in from a file: a plan to look at first, then one edit of the codebook that can be undone."""

from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, DomainError
from app.shared.tables.source import Source
from app.themes import queries
from app.themes.core.codebook_files import CodebookReading, guid_of, read_codebook_file, vector_bytes
from app.themes.core.codebook_plan import ImportPlan, KnownTheme, plan_import
from app.themes.events import ThemeAccepted
from app.themes.models import Lineage, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import begin_edit, write_edit
from app.themes.services.describing import set_words


def read_import(program_id: int, source: Source) -> ImportPlan:
    """Return what bringing the file in would do; nothing is stored."""
    return _plan(program_id, read_codebook_file(source))


def import_codebook(source: Source, number: int, *, by: Viewer) -> ImportPlan:
    """Do what the file says with all themes that have no fault, and return what was done.

    `number` is that of the codebook when the plan was looked at; another one is a conflict.
    """
    book = begin_edit(by)
    if book.number != number:
        raise ConflictError(
            "The codebook has changed since you looked at the file. Nothing was stored: choose it again."
        )
    plan = _plan(book.program_id, read_codebook_file(source))
    if not plan.does_something:
        raise DomainError("There is nothing in this file that would change the codebook.")
    changes = Changes()
    added = [_new_theme(book.program_id, row.key, row.words().name, row.vector) for row in plan.added]
    for theme, row in zip(added, plan.added, strict=True):
        words = row.words()
        theme.definition, theme.includes, theme.excludes = words.definition, words.includes, words.excludes
        theme.examples = list(words.examples)
    changes.make(*added)
    for change in plan.changed:
        theme = queries.theme_by_id(change.known.id)
        changes.need(theme)
        set_words(theme, change.after, changes)
    sentence = f"imported a codebook: {len(plan.added)} added, {len(plan.changed)} changed"
    edit = write_edit(book, "import", sentence, changes, by=by)
    for theme in added:
        database.session.add(Lineage(theme_id=theme.id, kind="accepted", edit_id=edit.id, note="Imported from a file"))
        emit(ThemeAccepted(theme.id), book.program_id)
    return plan


def _plan(program_id: int, reading: CodebookReading) -> ImportPlan:
    known = [_known(theme) for theme in queries.all_themes(program_id)]
    there = {example for one in known for example in one.words.examples}
    examples = {example for row in reading.themes for example in row.examples or ()} - there
    return plan_import(known, reading, queries.copied_from_comments(program_id, examples))


def _known(theme: Theme) -> KnownTheme:
    into = queries.theme_by_id(theme.merged_into_id).name if theme.merged_into_id else ""
    return KnownTheme(theme.id, theme.guid, theme.words, theme.state != "accepted", into)


def _new_theme(program_id: int, key: str | None, name: str, vector: tuple[float, ...]) -> Theme:
    theme = Theme(program_id=program_id, name=name, centroid=vector_bytes(vector))
    if guid := guid_of(key):
        theme.guid = guid
    return theme
