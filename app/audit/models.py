"""The table of the audit chain."""

import datetime as dt
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.columns import made_at, may_refer, row_id


class AuditEntry(Base):
    """One thing that somebody did; `digest` covers it and the digest of the entry before."""

    id: Mapped[int] = row_id()
    at: Mapped[dt.datetime] = made_at()
    person_id: Mapped[int | None] = may_refer("person.id")
    program_id: Mapped[int | None] = may_refer("program.id")
    verb: Mapped[str] = mapped_column(String(60), index=True)
    subject: Mapped[str] = mapped_column(String(120))
    """Kind and public id, e.g. "wave:01k…"."""
    details: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class AuditSeal(Base):
    """The end of the chain, signed with the installation's secret: whoever cuts or rewrites the chain can't sign it."""

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    entries: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    """Digest of the last entry."""
    signature: Mapped[str] = mapped_column(String(64))
