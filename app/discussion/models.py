"""Tables of talk."""

import datetime as dt

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id
from app.identity.models import Person


class Thread(Base):
    """The discussion of one subject, e.g. "proposal:01k…"."""

    __table_args__ = (UniqueConstraint("subject"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    subject: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[dt.datetime] = made_at()


class Post(Base):
    """One contribution. An answer names the post it answers."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    thread_id: Mapped[int] = refers("thread.id")
    parent_id: Mapped[int | None] = may_refer("post.id")
    author_id: Mapped[int] = refers("person.id")
    standing: Mapped[str] = mapped_column(String(200), default="")
    """As whom the author speaks, e.g. "Corvus Managed · MSP seat"."""
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = made_at()
    author: Mapped[Person] = relationship(init=False, repr=False, lazy="joined")


class Concern(Base):
    """A named worry raised in a post; only who raised it says that it is resolved."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    thread_id: Mapped[int] = refers("thread.id")
    post_id: Mapped[int] = refers("post.id")
    name: Mapped[str] = mapped_column(String(200))
    blocking: Mapped[bool] = mapped_column(default=False)
    resolution: Mapped[str] = mapped_column(Text, default="")
    resolved_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    created_at: Mapped[dt.datetime] = made_at()
    post: Mapped[Post] = relationship(init=False, repr=False)
