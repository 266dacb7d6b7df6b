"""Reads which talk carries which theme."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.identity.viewer import Viewer
from app.shared.found import found
from app.themes.models import Passage, Theme
from app.themes.sources import Said, said_at


@dataclass(frozen=True)
class Carried:
    """A theme that something said carries, by which passage."""

    passage: Passage
    theme: Theme


def passages(theme_id: int) -> Sequence[Passage]:
    """Return the talk that carries a theme."""
    return database.session.scalars(select(Passage).where(Passage.theme_id == theme_id).order_by(Passage.id)).all()


def passage(program_id: int, public_id: str) -> Passage:
    """Return a passage of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(select(Passage).where(Passage.program_id == program_id, Passage.public_id == public_id))
    )


def said_on_theme(theme_id: int, viewer: Viewer) -> list[Said]:
    """Return what was said on a theme in the council and in discussions, as far as the viewer may read it."""
    return said_at(viewer, [(one.source, one.place) for one in passages(theme_id)])


def carried_themes(program_id: int) -> dict[tuple[str, str], list[Carried]]:
    """Return the themes that talk carries by source and place."""
    by_place: dict[tuple[str, str], list[Carried]] = defaultdict(list)
    rows = (
        select(Passage, Theme)
        .join(Theme, Theme.id == Passage.theme_id)
        .where(Passage.program_id == program_id, Theme.state == "accepted")
        .order_by(Passage.id)
    )
    for passage, theme in database.session.execute(rows):
        by_place[passage.source, passage.place].append(Carried(passage, theme))
    return by_place
