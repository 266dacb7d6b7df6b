"""Tables of what was answered."""

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id


class Draft(Base):
    """What someone has typed and not sent, encrypted; gone when it is sent or the wave closes."""

    id: Mapped[int] = row_id()
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[dt.datetime] = made_at()


class Submission(Base):
    """One completed questionnaire, with the partner facts that results may be split by."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    wave_id: Mapped[int] = refers("wave.id")
    invitation_id: Mapped[int | None] = may_refer("invitation.id")
    person_id: Mapped[int | None] = may_refer("person.id")
    partner_id: Mapped[int | None] = may_refer("partner.id")
    respondent_key: Mapped[str] = mapped_column(String(64))
    """Who answered, opaque: counts people where no account is known (imported waves)."""
    organisation_key: Mapped[str] = mapped_column(String(64))
    """Which organisation answered, opaque."""
    roles: Mapped[list[str]] = mapped_column(default_factory=list)
    market: Mapped[str | None] = mapped_column(String(32), default=None)
    country: Mapped[str | None] = mapped_column(String(2), default=None)
    language: Mapped[str] = mapped_column(String(8), default="en")
    submitted_at: Mapped[dt.datetime] = made_at()

    __table_args__ = (UniqueConstraint("wave_id", "respondent_key"), UniqueConstraint("invitation_id"))


class Answer(Base):
    """One question's answer. Free text is not here: it becomes a Comment, masked."""

    __table_args__ = (UniqueConstraint("submission_id", "question_key"),)

    id: Mapped[int] = row_id()
    submission_id: Mapped[int] = refers("submission.id")
    question_key: Mapped[str] = mapped_column(String(64), index=True)
    values: Mapped[list[str]]
    """As written: one value for rating and choice, several for several."""
    number: Mapped[float | None] = mapped_column(default=None)


class Comment(Base):
    """One free-text answer with personal data masked. The original is kept, encrypted, in identified mode only."""

    __table_args__ = (UniqueConstraint("submission_id", "question_key"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    submission_id: Mapped[int] = refers("submission.id")
    wave_id: Mapped[int] = refers("wave.id")
    question_key: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(8), default="en")
    feeling: Mapped[float | None] = mapped_column(default=None)
    """−1 … 1; empty where the language can't be judged or it has not been judged yet."""
    original: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    characters: Mapped[int] = mapped_column(default=0)
    """Length as written, before masking."""
    created_at: Mapped[dt.datetime] = made_at()
    submission: Mapped[Submission] = relationship(init=False, repr=False)
