"""Tables of what is asked."""

import datetime as dt
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, public_id, refers, row_id


class Survey(Base):
    """A questionnaire that is asked again and again."""

    __table_args__ = (UniqueConstraint("program_id", "key"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[dt.datetime] = made_at()


class InstrumentVersion(Base):
    """The text of a survey at one time, in the native format. Frozen once a wave uses it."""

    __table_args__ = (UniqueConstraint("survey_id", "number"),)

    id: Mapped[int] = row_id()
    survey_id: Mapped[int] = refers("survey.id")
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    """The SurveyJS subset that `surveys.formats.surveyjs` reads and writes."""
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[dt.datetime] = made_at()
    survey: Mapped[Survey] = relationship(init=False, repr=False, lazy="joined")
