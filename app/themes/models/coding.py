"""Tables of what the machine coded with the codebook, and of what people found when they checked it."""

import datetime as dt
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id


class WaveCoding(Base):
    """One coding of a wave's comments with the accepted codebook, made by a theming run before it groups the rest."""

    __table_args__ = (UniqueConstraint("run_id"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    wave_id: Mapped[int] = refers("wave.id")
    run_id: Mapped[int] = refers("theming_run.id")
    edit_id: Mapped[int | None] = may_refer("codebook_edit.id")
    taught_by: Mapped[int] = mapped_column(default=0)
    """How many decisions of people the machine learned from."""
    by_theme: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """How many comments each theme was given to first, by the theme's row."""
    certainty: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """How many of the coded comments were sure, fairly sure and just sure enough."""
    parts: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """Who wrote what it left, and what carried themes that show and hidden ones: tallies, raw, for the gate only.

    They are kept as they were: who codes by hand all comments but a few would else try out whether one wrote those.
    """
    at: Mapped[dt.datetime] = made_at()


class CodingCheck(Base):
    """A comment put before people, with what the machine said of it and what a person decided."""

    __table_args__ = (UniqueConstraint("wave_coding_id", "comment_id", "purpose", "person_id"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    wave_coding_id: Mapped[int] = refers("wave_coding.id")
    comment_id: Mapped[int] = refers("comment.id")
    purpose: Mapped[str] = mapped_column(String(8))
    """sample (drawn at random, for the precision), unsure (teaches most), double (coded blind by a second person)."""
    position: Mapped[int]
    """The order in which it is asked, from 1."""
    theme_id: Mapped[int | None] = may_refer("theme.id")
    """The machine's first theme."""
    was_coded: Mapped[bool] = mapped_column(default=True)
    """Whether the machine gave it the theme, or held it as a guess and left the comment uncoded."""
    degree: Mapped[float] = mapped_column(default=0.0)
    verdict: Mapped[str] = mapped_column(String(8), default="")
    """right or wrong of the machine's theme; coded where a person chose blind; empty while nobody has decided."""
    chosen_theme_id: Mapped[int | None] = may_refer("theme.id")
    """The theme that fits in the person's eyes; none where no theme does."""
    person_id: Mapped[int | None] = may_refer("person.id")
    at: Mapped[dt.datetime | None] = mapped_column(default=None)
