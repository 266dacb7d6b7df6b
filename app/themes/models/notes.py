"""Tables of what analysts write beside comments and themes, and of talk that they gave a theme."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, public_id, refers, row_id
from app.identity.models import Person


class Note(Base):
    """What an analyst wrote down about a comment or about a theme, for those who name themes."""

    __table_args__ = (CheckConstraint("(comment_id IS NULL) != (theme_id IS NULL)", name="one_subject"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    comment_id: Mapped[int | None] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), index=True, default=None
    )
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True, default=None)
    author_id: Mapped[int] = refers("person.id")
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = made_at()
    edited_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    author: Mapped[Person] = relationship(init=False, repr=False, lazy="joined")


class Passage(Base):
    """Something said in the council or in a discussion that carries a theme. No figure ever counts it."""

    __table_args__ = (UniqueConstraint("theme_id", "source", "place"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    theme_id: Mapped[int] = refers("theme.id")
    source: Mapped[str] = mapped_column(String(16))
    """post, item (what a point of an agenda came to) or minutes."""
    place: Mapped[str] = mapped_column(String(60))
    """What its source calls it: a public id, of minutes with the paragraph's number."""
    created_at: Mapped[dt.datetime] = made_at()
