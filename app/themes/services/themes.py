"""What people do with a theme: merge it into another, split it, move some of its comments."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, DomainError
from app.themes import queries
from app.themes.events import ThemeAccepted
from app.themes.models import Cluster, Coding, Lineage, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import (
    begin_edit,
    checked_definition,
    checked_name,
    must_be_accepted,
    said,
    write_edit,
)
from app.themes.services.mains import make_way
from app.themes.services.passages import move_passages


def merge_themes(theme: Theme, into: Theme, *, by: Viewer) -> None:
    """Have all comments of `theme` carry `into`, and retire `theme`, which then points to it."""
    book = begin_edit(by, theme, into)
    must_be_accepted(theme, into)
    if theme.id == into.id:
        raise DomainError("Choose another theme to merge into.", fields={"into": "is the same theme"})
    changes = Changes()
    changes.need(theme, into)
    codings = _codings(theme)
    _move(codings, into, changes)
    move_passages(theme, into, changes)
    changes.set(theme, state="retired", merged_into_id=into.id)
    edit = write_edit(book, "merge", f"merged {said(theme.name)} into {said(into.name)}", changes, by=by)
    _descend(into, "merged", edit.id, from_theme=theme)


def split_theme(
    theme: Theme,
    name: str,
    definition: str = "",
    *,
    comments: Collection[int] = (),
    part: Cluster | None = None,
    by: Viewer,
) -> Theme:
    """Return a new theme with some of the comments: those given by row, or those of a finer cluster."""
    book = begin_edit(by, theme)
    must_be_accepted(theme)
    chosen = set(comments) | (set(queries.comment_rows(part.id)) if part else set())
    codings = _codings(theme)
    leaving = [coding for coding in codings if coding.comment_id in chosen]
    if not leaving:
        raise DomainError("Choose comments of this theme to split off.", fields={"part": "Choose a group."})
    if len(leaving) == len(codings):
        raise DomainError(
            "All comments would go: rename the theme instead.", fields={"part": "All of the theme is in this group."}
        )
    changes = Changes()
    changes.need(theme)
    new = Theme(
        program_id=book.program_id,
        name=checked_name(name, book.program_id),
        definition=checked_definition(definition),
        centroid=part.centroid if part else None,
    )
    changes.make(new)
    _move(leaving, new, changes, source=None if part else "person")
    edit = write_edit(book, "split", f"split {said(new.name)} from {said(theme.name)}", changes, by=by)
    _descend(new, "split", edit.id, from_theme=theme)
    emit(ThemeAccepted(new.id), book.program_id)
    return new


def move_comments(comments: Collection[int], theme: Theme, to: Theme | None, *, by: Viewer) -> None:
    """Have comments, given by row, carry another theme in place of this one, or none."""
    book = begin_edit(by, theme, *([to] if to else []))
    must_be_accepted(theme, *([to] if to else []))
    if not comments:
        raise DomainError("Tick the comments to move.", fields={"comment": "Nothing is ticked."})
    if to is not None and to.id == theme.id:
        raise DomainError("Choose another theme.", fields={"to": "It is the same theme."})
    leaving = [coding for coding in _codings(theme) if coding.comment_id in comments]
    if len(leaving) < len(comments):
        raise ConflictError(
            f"A comment is no longer in “{theme.name}”: somebody has moved it meanwhile. Nothing was changed."
        )
    changes = Changes()
    changes.need(theme)
    what = "a comment" if len(leaving) == 1 else f"{len(leaving)} comments"
    if to is None:
        for coding in leaving:
            changes.remove(coding)
        sentence = f"took {what} out of {said(theme.name)}"
    else:
        changes.need(to)
        _move(leaving, to, changes, source="person")
        sentence = f"moved {what} from {said(theme.name)} to {said(to.name)}"
    write_edit(book, "move", sentence, changes, by=by)


def _codings(theme: Theme) -> list[Coding]:
    wanted = select(Coding).where(Coding.theme_id == theme.id).order_by(Coding.id)
    return list(database.session.scalars(wanted.execution_options(populate_existing=True)))


def _move(codings: list[Coding], to: Theme, changes: Changes, *, source: str | None = None) -> None:
    """Let codings point to another theme. Where the comment carries it already, the stronger of the two stays."""
    there = {coding.comment_id: coding for coding in _codings(to)}
    ends = {coding.comment_id: _as_moved(coding, there.get(coding.comment_id), source) for coding in codings}
    mains = [comment for comment, values in ends.items() if values["primary"]]
    make_way(mains, changes, besides=[*codings, *there.values()])
    for coding in codings:
        other, values = there.get(coding.comment_id), ends[coding.comment_id]
        if other is None:
            changes.set(coding, theme_id=to.id, **values)
            continue
        changes.need(other)
        changes.remove(coding)
        database.session.flush()
        changes.set(other, **values)
    database.session.flush()


def _as_moved(coding: Coding, other: Coding | None, source: str | None) -> dict[str, Any]:
    """Return what a coding holds after the move; one that somebody chose by hand is the comment's main one."""
    if source:
        return {"source": source, "primary": True, "degree": 1.0}
    if other is None:
        return {"primary": coding.primary}
    return {"primary": coding.primary or other.primary, "degree": max(coding.degree, other.degree)}


def _descend(theme: Theme, kind: str, edit_id: int, *, from_theme: Theme | None = None, note: str = "") -> None:
    database.session.add(
        Lineage(
            theme_id=theme.id,
            kind=kind,
            from_theme_id=from_theme.id if from_theme else None,
            edit_id=edit_id,
            note=note[:300],
        )
    )
