"""Gives a theme to talk of the council and of discussions, and takes it away."""

from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, NotFoundError
from app.themes import queries
from app.themes.models import Passage, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import begin_edit, must_be_accepted, said, write_edit
from app.themes.sources import ONE_OF, said_at


def give_theme(source: str, place: str, theme: Theme, *, by: Viewer) -> Passage:
    """Return the passage by which the words at this place carry the theme from now on.

    Raises NotFoundError where there is nothing that `by` may read, ConflictError where they carry it already.
    """
    book = begin_edit(by, theme)
    must_be_accepted(theme)
    if not said_at(by, [(source, place)]):
        raise NotFoundError
    if any((one.source, one.place) == (source, place) for one in queries.passages(theme.id)):
        raise ConflictError(f"This carries “{theme.name}” already.")
    changes = Changes()
    changes.need(theme)
    passage = Passage(program_id=book.program_id, theme_id=theme.id, source=source, place=place)
    changes.make(passage)
    write_edit(book, "talk", f"put {ONE_OF[source]} into {said(theme.name)}", changes, by=by)
    return passage


def take_theme(passage: Passage, *, by: Viewer) -> None:
    """Let the words at the passage's place carry its theme no more."""
    theme = queries.theme_by_id(passage.theme_id)
    book = begin_edit(by, theme)
    changes = Changes()
    changes.need(theme)
    changes.remove(passage)
    write_edit(book, "talk", f"took {ONE_OF[passage.source]} out of {said(theme.name)}", changes, by=by)


def move_passages(theme: Theme, into: Theme, changes: Changes) -> None:
    """Let the talk on a theme carry the one that it is merged into."""
    there = {(one.source, one.place) for one in queries.passages(into.id)}
    for passage in queries.passages(theme.id):
        if (passage.source, passage.place) in there:
            changes.remove(passage)
        else:
            changes.set(passage, theme_id=into.id)
