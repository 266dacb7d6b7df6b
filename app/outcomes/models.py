"""Tables of Tell and Measure: what became of each theme, who was told, whether it helped."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id


class Outcome(Base):
    """The vendor's answer to a theme: done, planned or declined, with what or why."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    """promised (nothing said yet), planned, done or declined."""
    text: Mapped[str] = mapped_column(Text, default="")
    """What was done or is planned, or the reason for declining."""
    for_you: Mapped[str] = mapped_column(Text, default="")
    """What it means for the one who reads it."""
    promised_by: Mapped[dt.date | None] = mapped_column(default=None)
    proposal_id: Mapped[int | None] = may_refer("proposal.id")
    person_id: Mapped[int | None] = may_refer("person.id")
    told_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    changed_at: Mapped[dt.datetime] = made_at()


class Notice(Base):
    """One person was told of one outcome."""

    __table_args__ = (UniqueConstraint("outcome_id", "person_id", "state"),)

    id: Mapped[int] = row_id()
    outcome_id: Mapped[int] = refers("outcome.id")
    person_id: Mapped[int] = refers("person.id")
    partner_id: Mapped[int | None] = may_refer("partner.id")
    state: Mapped[str] = mapped_column(String(16))
    """The outcome's state that they were told."""
    sent_at: Mapped[dt.datetime] = made_at()


class Effect(Base):
    """What was seen of an expected effect."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    expected_effect_id: Mapped[int] = refers("expected_effect.id")
    verdict: Mapped[str] = mapped_column(String(16))
    """helped, not_shown or worse."""
    before: Mapped[float]
    after: Mapped[float]
    change: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    """The 95 % interval of the change."""
    detail: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    measured_at: Mapped[dt.datetime] = made_at()
