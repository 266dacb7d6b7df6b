"""Tables of ballots: the roll says who may vote and who has, the box holds votes; if secret, nothing joins them."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.council.models.councils import Council, Seat
from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id


class Ballot(Base):
    """A question put to a council. Roll, rule, quorum and closing time are fixed and digested at opening."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    council_id: Mapped[int] = refers("council.id")
    subject: Mapped[str] = mapped_column(String(120), index=True)
    """What it decides, e.g. "proposal:01k…"."""
    question: Mapped[str] = mapped_column(String(300))
    secret: Mapped[bool] = mapped_column(default=True)
    threshold: Mapped[str] = mapped_column(String(16), default="two_thirds")
    """majority or two_thirds of the votes for and against."""
    quorum: Mapped[int] = mapped_column(default=8)
    closes_at: Mapped[dt.datetime]
    opened_at: Mapped[dt.datetime] = made_at()
    locked_digest: Mapped[str] = mapped_column(String(64), default="")
    state: Mapped[str] = mapped_column(String(16), default="open")
    """open → closed; void if withdrawn."""
    closed_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    tally: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    """{"for", "against", "abstain", "voted", "roll", "recused"} once closed."""
    council: Mapped[Council] = relationship(init=False, repr=False, lazy="joined")


class RollEntry(Base):
    """A seat that may vote in a ballot."""

    __table_args__ = (UniqueConstraint("ballot_id", "seat_id"),)

    id: Mapped[int] = row_id()
    ballot_id: Mapped[int] = refers("ballot.id")
    seat_id: Mapped[int] = refers("seat.id")
    voted: Mapped[bool] = mapped_column(default=False)
    seat: Mapped[Seat] = relationship(init=False, repr=False, lazy="joined")


class Vote(Base):
    """A vote in the box. Its key is derived from the seat with the server's secret; it carries no time and no order."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    box_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), index=True)
    choice: Mapped[str] = mapped_column(String(16))
    """for, against or abstain."""
    seat_id: Mapped[int | None] = may_refer("seat.id")
    """Only in an open ballot."""


class Recusal(Base):
    """A seat that stands aside from a ballot, and why."""

    __table_args__ = (UniqueConstraint("ballot_id", "seat_id"),)

    id: Mapped[int] = row_id()
    ballot_id: Mapped[int] = refers("ballot.id")
    seat_id: Mapped[int] = refers("seat.id")
    reason: Mapped[str] = mapped_column(String(300))
    at: Mapped[dt.datetime] = made_at()
    seat: Mapped[Seat] = relationship(init=False, repr=False, lazy="joined")


class Decision(Base):
    """What a closed ballot came to."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), unique=True)
    subject: Mapped[str] = mapped_column(String(120), index=True)
    result: Mapped[str] = mapped_column(String(16))
    """adopted, rejected or no_quorum."""
    sentence: Mapped[str] = mapped_column(String(300))
    decided_at: Mapped[dt.datetime] = made_at()
    answer_due: Mapped[dt.date]
    ballot: Mapped[Ballot] = relationship(init=False, repr=False, lazy="joined")


class OwnerAnswer(Base):
    """The vendor's reply to a decision, with reasons."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    answer: Mapped[str] = mapped_column(String(16))
    """accept or decline."""
    reasons: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = refers("person.id")
    at: Mapped[dt.datetime] = made_at()
