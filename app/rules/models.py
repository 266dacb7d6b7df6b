"""Tables of the rulebook: one a program, in dated versions."""

import datetime as dt

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id


class Rulebook(Base):
    """The rules of a program."""

    __table_args__ = (UniqueConstraint("program_id"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    name: Mapped[str] = mapped_column(String(200))


class RulebookVersion(Base):
    """The rules from one date on. Never changed: a correction is a new version."""

    __table_args__ = (UniqueConstraint("rulebook_id", "label"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    rulebook_id: Mapped[int] = refers("rulebook.id")
    label: Mapped[str] = mapped_column(String(40))
    document: Mapped[str] = mapped_column(Text)
    """YAML that `rules.core` reads."""
    digest: Mapped[str] = mapped_column(String(64))
    effective_on: Mapped[dt.date]
    announced_at: Mapped[dt.datetime] = made_at()
    proposal_key: Mapped[str | None] = mapped_column(String(32), default=None, index=True)
    """Public id of the proposal that it carries out; empty for the first version."""
    published_by_id: Mapped[int | None] = may_refer("person.id")
    summary: Mapped[str] = mapped_column(Text, default="")
    """The differences to the version before, one sentence a line."""
    rulebook: Mapped[Rulebook] = relationship(init=False, repr=False, lazy="joined")
