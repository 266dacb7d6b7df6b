"""Says a theme in other words: its name, what it means, what it includes and excludes, its examples."""

from collections.abc import Collection
from dataclasses import replace

from app.db import database
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, DomainError
from app.themes import queries
from app.themes.core.theme_text import CALLED, PARTS, ThemeText, checked_examples, checked_text
from app.themes.models import Lineage, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import begin_edit, checked_name, must_be_accepted, said, write_edit


def describe(theme: Theme, words: ThemeText, *, seen: str | None = None, by: Viewer) -> None:
    """Put a theme in other words. `seen` is the fingerprint of those that the editor saw: others are a conflict."""
    book = begin_edit(by, theme)
    must_be_accepted(theme)
    before = theme.words
    if seen is not None and seen != before.fingerprint:
        raise ConflictError(_changed_meanwhile(theme, words))
    words = checked_words(words, book.program_id, own=theme)
    changes = Changes()
    changes.need(theme)
    set_words(theme, words, changes)
    if not changes.values:
        return
    edit = write_edit(book, "rename", _sentence(before, words), changes, by=by)
    if before.name != words.name:
        note = f"Renamed from “{before.name}”"
        database.session.add(Lineage(theme_id=theme.id, kind="renamed", edit_id=edit.id, note=note[:300]))


def rename(theme: Theme, name: str, *, was: str | None = None, by: Viewer) -> None:
    """Give a theme another name. `was` is the name that the editor saw: another one is a conflict."""
    begin_edit(by, theme)
    if was is not None and was != theme.name:
        raise ConflictError(f"Somebody has renamed this theme to “{theme.name}” meanwhile. Your change was not stored.")
    describe(theme, replace(theme.words, name=name), by=by)


def checked_words(words: ThemeText, program_id: int, *, own: Theme | None = None) -> ThemeText:
    """Return the words as they are stored.

    Raises DomainError for a name that is another theme's, for what is too long, and for an example that is a
    partner's own words: those are shown through the disclosure gate only, and examples leave the house.
    """
    examples = checked_examples(words.examples)
    refuse_copies(examples if own is None else set(examples) - set(own.examples), program_id)
    return ThemeText(
        checked_name(words.name, program_id, own=own),
        checked_text("definition", words.definition),
        checked_text("includes", words.includes),
        checked_text("excludes", words.excludes),
        examples,
    )


def refuse_copies(examples: Collection[str], program_id: int) -> None:
    """Raise DomainError where an example is a comment of the program, word for word."""
    for copied in sorted(queries.copied_from_comments(program_id, examples)):
        message = f"“{copied[:60]}” is what a partner wrote. Say it in a sentence of your own."
        raise DomainError(message, fields={"examples": message})


def set_words(theme: Theme, words: ThemeText, changes: Changes) -> None:
    """Write the words into the theme's row and remember what it held."""
    values = {part: getattr(words, part) for part in PARTS}
    changes.set(theme, **values | {"examples": list(words.examples)})


def _changed_meanwhile(theme: Theme, words: ThemeText) -> str:
    if theme.name != words.name:
        return f"Somebody has changed this theme meanwhile; it is called “{theme.name}”. Your change was not stored."
    return "Somebody has put this theme in other words meanwhile. Your change was not stored: read theirs first."


def _sentence(before: ThemeText, after: ThemeText) -> str:
    changed = [CALLED[part] for part in PARTS[1:] if getattr(before, part) != getattr(after, part)]
    renamed = f"renamed {said(before.name)} to {said(after.name)}" if before.name != after.name else ""
    if not changed:
        return renamed
    words = " and ".join([", ".join(changed[:-1]), changed[-1]] if changed[:-1] else changed)
    return f"{renamed} and changed {words}" if renamed else f"changed {said(after.name)}: {words}"
