"""Tables of who is asked, when, and under which promise."""

import datetime as dt
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, public_id, refers, row_id
from app.identity.models import Person
from app.programs.models import Partner
from app.pulse.models.surveys import InstrumentVersion, Survey


class Wave(Base):
    """One run of a survey. Privacy mode, k, instrument and frame are fixed when it opens."""

    __table_args__ = (UniqueConstraint("survey_id", "label"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    survey_id: Mapped[int] = refers("survey.id")
    instrument_version_id: Mapped[int] = refers("instrument_version.id")
    label: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(16), default="draft")
    """draft → open → closed."""
    privacy: Mapped[str] = mapped_column(String(16), default="confidential")
    k: Mapped[int] = mapped_column(default=5)
    frame_filter: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    """{"roles": […], "markets": […], "countries": […]}: partners that match are asked; empty lists ask all."""
    imported: Mapped[bool] = mapped_column(default=False)
    rows_in_file: Mapped[int | None] = mapped_column(default=None)
    opens_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    closes_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    opened_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    closed_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    answer_promised_by: Mapped[dt.date | None] = mapped_column(default=None)
    """When partners were promised to hear what came of their answers."""
    position: Mapped[int] = mapped_column(default=0)
    """Order among the survey's waves: waves follow one another by this number."""
    created_at: Mapped[dt.datetime] = made_at()
    survey: Mapped[Survey] = relationship(init=False, repr=False, lazy="joined")
    instrument_version: Mapped[InstrumentVersion] = relationship(init=False, repr=False)


class Invitation(Base):
    """One person asked in a wave, with the facts about them as they were when the frame was frozen."""

    __table_args__ = (UniqueConstraint("wave_id", "person_id"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    wave_id: Mapped[int] = refers("wave.id")
    person_id: Mapped[int] = refers("person.id")
    partner_id: Mapped[int] = refers("partner.id")
    roles: Mapped[list[str]]
    market: Mapped[str | None] = mapped_column(String(32), default=None)
    country: Mapped[str | None] = mapped_column(String(2), default=None)
    size: Mapped[str | None] = mapped_column(String(8), default=None)
    """small, medium or large, by the partner's employees; empty where they aren't known."""
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)
    """SHA-256 of the newest link's secret; empty until the mail is written."""
    invited_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    reminded_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    reminders: Mapped[int] = mapped_column(default=0)
    answered_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    wave: Mapped[Wave] = relationship(init=False, repr=False)
    person: Mapped[Person] = relationship(init=False, repr=False)
    partner: Mapped[Partner] = relationship(init=False, repr=False)
