"""The table of work to do."""

import datetime as dt
from typing import Any

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, row_id


class Job(Base):
    """One piece of work: queued → leased → done, back to queued after a failure, or failed for good."""

    __table_args__ = (Index("ix_job_state_run_after", "state", "run_after"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    task: Mapped[str] = mapped_column(String(80))
    arguments: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    program_id: Mapped[int | None] = may_refer("program.id")
    unique_key: Mapped[str | None] = mapped_column(String(200), unique=True, default=None)
    """A second job with this key isn't made: what must happen once is named so."""
    state: Mapped[str] = mapped_column(String(16), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    run_after: Mapped[dt.datetime] = made_at()
    lease_owner: Mapped[str | None] = mapped_column(String(80), default=None)
    lease_until: Mapped[dt.datetime | None] = mapped_column(default=None)
    progress: Mapped[float | None] = mapped_column(default=None)
    """0–1 where the task tells."""
    progress_note: Mapped[str] = mapped_column(String(200), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[dt.datetime] = made_at()
    finished_at: Mapped[dt.datetime | None] = mapped_column(default=None)
