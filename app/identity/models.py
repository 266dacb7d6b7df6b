"""Tables of people, what they may do, and their sign-ins."""

import datetime as dt
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, may_refer, public_id, refers, row_id


class Person(Base):
    """A human with an address."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(8), default="en")
    time_zone: Mapped[str] = mapped_column(String(64), default="Europe/Berlin")
    password_hash: Mapped[str | None] = mapped_column(String(200), default=None)
    created_at: Mapped[dt.datetime] = made_at()


class Grant(Base):
    """What a person may do in a program: one role of `identity.permissions`."""

    __table_args__ = (UniqueConstraint("person_id", "program_id", "role"),)

    id: Mapped[int] = row_id()
    person_id: Mapped[int] = refers("person.id")
    program_id: Mapped[int] = refers("program.id")
    role: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[dt.datetime] = made_at()
    program: Mapped[Any] = relationship("Program", init=False, repr=False, viewonly=True)
    """The program, for its name and key: its own domain lies above this one."""


class SignInLink(Base):
    """A one-time link; only the hash of its secret is stored."""

    id: Mapped[int] = row_id()
    person_id: Mapped[int] = refers("person.id")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[dt.datetime]
    browser_hash: Mapped[str | None] = mapped_column(String(64), default=None)
    """Hash of the asking browser's cookie; empty for a link that an admin made."""
    created_at: Mapped[dt.datetime] = made_at()
    spent_at: Mapped[dt.datetime | None] = mapped_column(default=None)


class SignIn(Base):
    """One signed-in browser. It ends at `ends_at`, when signed out, or when unused for too long (the cookie says)."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    person_id: Mapped[int] = refers("person.id")
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    ends_at: Mapped[dt.datetime]
    agent: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[dt.datetime] = made_at()
    ended_at: Mapped[dt.datetime | None] = mapped_column(default=None)


class SignInAttempt(Base):
    """A failed or asked-for sign-in, kept an hour to slow down guessing, by hashed address and network."""

    id: Mapped[int] = row_id()
    address_hash: Mapped[str] = mapped_column(String(64), index=True)
    network_hash: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[dt.datetime] = made_at()


class ApiToken(Base):
    """A token for the HTTP API; only its hash is stored."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    name: Mapped[str] = mapped_column(String(100))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]]
    program_id: Mapped[int | None] = may_refer("program.id")
    created_at: Mapped[dt.datetime] = made_at()
    revoked_at: Mapped[dt.datetime | None] = mapped_column(default=None)
