"""Tables of council sessions."""

import datetime as dt

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.council.models.councils import Council
from app.db.base import Base
from app.db.columns import made_at, public_id, refers, row_id


class CouncilSession(Base):
    """A meeting of a council: planned → running → held."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    council_id: Mapped[int] = refers("council.id")
    title: Mapped[str] = mapped_column(String(200))
    starts_at: Mapped[dt.datetime]
    minutes_long: Mapped[int] = mapped_column(default=60)
    place: Mapped[str] = mapped_column(String(300), default="")
    state: Mapped[str] = mapped_column(String(16), default="planned")
    council: Mapped[Council] = relationship(init=False, repr=False, lazy="joined")


class AgendaItem(Base):
    """One point of a session's agenda; may be about a proposal."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    session_id: Mapped[int] = refers("council_session.id")
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str | None] = mapped_column(String(120), default=None, index=True)
    """What it is about, e.g. "proposal:01k…"."""
    outcome: Mapped[str] = mapped_column(Text, default="")


class Attendance(Base):
    """Whether a seat was there."""

    __table_args__ = (UniqueConstraint("session_id", "seat_id"),)

    id: Mapped[int] = row_id()
    session_id: Mapped[int] = refers("council_session.id")
    seat_id: Mapped[int] = refers("seat.id")
    state: Mapped[str] = mapped_column(String(16))
    """present or excused."""


class Minutes(Base):
    """What was said and settled; `number` is that of the text, so that two writers overwrite nothing."""

    id: Mapped[int] = row_id()
    session_id: Mapped[int] = mapped_column(ForeignKey("council_session.id"), unique=True)
    text: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[dt.datetime] = made_at()
    published_at: Mapped[dt.datetime | None] = mapped_column(default=None)
