"""Tables of what people accepted, which comment carries it, and from what it came."""

import datetime as dt
from typing import Any
from uuid import uuid4

from sqlalchemy import Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id
from app.themes.core.theme_text import ThemeText


class Codebook(Base):
    """A program's set of themes; the number rises with every edit."""

    __table_args__ = (UniqueConstraint("program_id"),)

    id: Mapped[int] = row_id()
    program_id: Mapped[int] = refers("program.id")
    number: Mapped[int] = mapped_column(default=0)


class Theme(Base):
    """What partners say, named by a person. A merged one is retired and points to where it went."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    name: Mapped[str] = mapped_column(String(120))
    definition: Mapped[str] = mapped_column(Text, default="")
    includes: Mapped[str] = mapped_column(Text, default="")
    excludes: Mapped[str] = mapped_column(Text, default="")
    examples: Mapped[list[str]] = mapped_column(default_factory=list)
    """Sentences that the analyst has written, never a partner's own: they leave the house with the codebook."""
    guid: Mapped[str] = mapped_column(String(36), default_factory=lambda: str(uuid4()))
    """The id by which other programs know the theme, or by which one of them named it first."""
    state: Mapped[str] = mapped_column(String(16), default="accepted")
    """accepted, or retired (merged into `merged_into_id`, or its acceptance undone)."""
    merged_into_id: Mapped[int | None] = may_refer("theme.id")
    centroid: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    created_at: Mapped[dt.datetime] = made_at()

    @property
    def words(self) -> ThemeText:
        return ThemeText(self.name, self.definition, self.includes, self.excludes, tuple(self.examples))


class Coding(Base):
    """A comment carries a theme; of the themes that it carries, one at most is its main one."""

    __table_args__ = (
        UniqueConstraint("theme_id", "comment_id"),
        Index(
            "ix_coding_main",
            "comment_id",
            unique=True,
            sqlite_where=text('"primary"'),
            postgresql_where=text('"primary"'),
        ),
    )

    id: Mapped[int] = row_id()
    theme_id: Mapped[int] = refers("theme.id")
    comment_id: Mapped[int] = refers("comment.id")
    degree: Mapped[float] = mapped_column(default=1.0)
    primary: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(16), default="cluster")
    """cluster (came with an accepted cluster) or person (moved or confirmed by hand)."""
    cluster_id: Mapped[int | None] = may_refer("cluster.id")
    created_at: Mapped[dt.datetime] = made_at()


class SettledCoding(Base):
    """How published figures count a comment: they follow its codings as far as that tells of nobody."""

    __table_args__ = (UniqueConstraint("comment_id"),)

    id: Mapped[int] = row_id()
    wave_id: Mapped[int] = refers("wave.id")
    comment_id: Mapped[int] = refers("comment.id")
    theme_id: Mapped[int | None] = may_refer("theme.id")
    batch: Mapped[int] = mapped_column(default=0)
    """Comments of one batch have been counted together in every figure so far; 0 were counted for no theme yet."""


class Lineage(Base):
    """From what a theme came: a cluster accepted or merged in, another theme merged or split."""

    id: Mapped[int] = row_id()
    theme_id: Mapped[int] = refers("theme.id")
    kind: Mapped[str] = mapped_column(String(16))
    """accepted, merged, split, renamed, moved."""
    from_theme_id: Mapped[int | None] = may_refer("theme.id")
    from_cluster_id: Mapped[int | None] = may_refer("cluster.id")
    wave_id: Mapped[int | None] = may_refer("wave.id")
    edit_id: Mapped[int | None] = may_refer("codebook_edit.id")
    note: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[dt.datetime] = made_at()


class CodebookEdit(Base):
    """One thing that somebody did to the codebook, with what is needed to undo it."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    number: Mapped[int]
    """The codebook's number after this edit."""
    kind: Mapped[str] = mapped_column(String(16))
    sentence: Mapped[str] = mapped_column(String(300))
    person_id: Mapped[int] = refers("person.id")
    reversal: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    cluster_id: Mapped[int | None] = may_refer("cluster.id")
    """The cluster that it was about, if any."""
    at: Mapped[dt.datetime] = made_at()
    undone_at: Mapped[dt.datetime | None] = mapped_column(default=None)
