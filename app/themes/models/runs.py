"""Tables of computed groups of comments."""

import datetime as dt
from typing import Any

from sqlalchemy import LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id


class ThemingRun(Base):
    """One computation over a wave's comments, reproducible from its recipe, seed and input digest."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    wave_id: Mapped[int] = refers("wave.id")
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """waiting → running → done, or failed."""
    seed: Mapped[int] = mapped_column(default=1)
    recipe: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    versions: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    input_digest: Mapped[str] = mapped_column(String(64), default="")
    comments: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[dt.datetime] = made_at()
    finished_at: Mapped[dt.datetime | None] = mapped_column(default=None)


class Cluster(Base):
    """One group of a run, waiting to be read: accepted as a theme, merged into one, or discarded."""

    __table_args__ = (UniqueConstraint("run_id", "key"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    run_id: Mapped[int] = refers("theming_run.id")
    key: Mapped[str] = mapped_column(String(40))
    parent_key: Mapped[str | None] = mapped_column(String(40), default=None)
    """The theme-level cluster that this finer one is part of; empty at theme level."""
    label: Mapped[str] = mapped_column(String(200))
    keywords: Mapped[list[str]] = mapped_column(default_factory=list)
    size: Mapped[int] = mapped_column(default=0)
    centroid: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    """float32 vector in the plain sentence space, comparable between runs."""
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """waiting, accepted, merged, discarded, split."""
    theme_id: Mapped[int | None] = may_refer("theme.id")
    proposed_theme_id: Mapped[int | None] = may_refer("theme.id")
    similarity: Mapped[float | None] = mapped_column(default=None)
    revision: Mapped[int] = mapped_column(default=0)
    """Rises when its label or its comments are changed by hand: who decides on another one is told."""
    run: Mapped[ThemingRun] = relationship(init=False, repr=False)


class ClusterComment(Base):
    """A comment's place in a cluster: as the run found it, or by hand. What the run found is never deleted."""

    __table_args__ = (UniqueConstraint("cluster_id", "comment_id"),)

    id: Mapped[int] = row_id()
    cluster_id: Mapped[int] = refers("cluster.id")
    comment_id: Mapped[int] = refers("comment.id")
    rank: Mapped[int] = mapped_column(default=1)
    """1 its main cluster, 2 another that it is nearly as close to, 0 its main cluster until somebody took it out."""
    score: Mapped[float] = mapped_column(default=0.0)
    exemplar: Mapped[int | None] = mapped_column(default=None)
    """1, 2, 3 … for the typical and different ones shown first."""
    by_hand: Mapped[bool] = mapped_column(default=False)
    """Whether somebody put it here."""


class CommentVector(Base):
    """Where a comment lies in the plain sentence space, to find others that say the same."""

    __table_args__ = (UniqueConstraint("comment_id"),)

    id: Mapped[int] = row_id()
    comment_id: Mapped[int] = refers("comment.id")
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    """float16 unit vector, little-endian."""
