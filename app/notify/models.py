"""Tables of mails."""

import datetime as dt

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id


class OutboxMessage(Base):
    """A mail to be sent, written in the transaction that causes it. `unique_key` keeps it from being written twice."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    kind: Mapped[str] = mapped_column(String(40))
    """invitation, reminder, sign_in, notice, ballot, …"""
    unique_key: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int | None] = may_refer("person.id")
    program_id: Mapped[int | None] = may_refer("program.id")
    to_address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default="waiting")
    """waiting → sent; kept (no mail server is set: the outbox page shows it); failed (given up)."""
    created_at: Mapped[dt.datetime] = made_at()
    sent_at: Mapped[dt.datetime | None] = mapped_column(default=None)


class Delivery(Base):
    """One attempt to hand a message to the mail server."""

    id: Mapped[int] = row_id()
    message_id: Mapped[int] = refers("outbox_message.id")
    outcome: Mapped[str] = mapped_column(String(16))
    """sent, deferred, refused."""
    detail: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[dt.datetime] = made_at()
