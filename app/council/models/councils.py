"""Tables of councils and who sits on them."""

import datetime as dt

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id
from app.identity.models import Person
from app.programs.models import Partner


class Council(Base):
    """An advisory council of a program, with what it was promised."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    name: Mapped[str] = mapped_column(String(200))
    charter: Mapped[str] = mapped_column(Text, default="")
    answer_within_days: Mapped[int] = mapped_column(default=14)
    """The owner answers every decision within so many days."""
    quorum: Mapped[int] = mapped_column(default=8)
    """Seats that must be present or vote."""
    created_at: Mapped[dt.datetime] = made_at()


class Seat(Base):
    """A place on a council, held for a term by one person of one organisation."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    council_id: Mapped[int] = refers("council.id")
    person_id: Mapped[int] = refers("person.id")
    partner_id: Mapped[int | None] = may_refer("partner.id")
    partner_role: Mapped[str] = mapped_column(String(32))
    market: Mapped[str | None] = mapped_column(String(32), default=None)
    term_starts: Mapped[dt.date]
    term_ends: Mapped[dt.date]
    person: Mapped[Person] = relationship(init=False, repr=False, lazy="joined")
    partner: Mapped[Partner | None] = relationship(init=False, repr=False, lazy="joined")
    council: Mapped[Council] = relationship(init=False, repr=False)
