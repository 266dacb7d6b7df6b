"""Tables of Propose: what should change, why, for whom, and what is expected of it."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, public_id, refers, row_id
from app.identity.models import Person


class Proposal(Base):
    """A proposal to change program rules: draft → open → ballot → decided → in_force or declined."""

    __table_args__ = (UniqueConstraint("program_id", "number"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(16), default="draft")
    author_id: Mapped[int] = refers("person.id")
    effective_on: Mapped[dt.date | None] = mapped_column(default=None)
    opened_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    decided_at: Mapped[dt.datetime | None] = mapped_column(default=None)
    created_at: Mapped[dt.datetime] = made_at()
    author: Mapped[Person] = relationship(init=False, repr=False, lazy="joined")


class Citation(Base):
    """A proposal rests on a theme."""

    __table_args__ = (UniqueConstraint("proposal_id", "theme_id"),)

    id: Mapped[int] = row_id()
    proposal_id: Mapped[int] = refers("proposal.id")
    theme_id: Mapped[int] = refers("theme.id")


class Evidence(Base):
    """What the cited themes showed when the proposal opened: shares, quotes that passed the gate; frozen."""

    id: Mapped[int] = row_id()
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    content: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    frozen_at: Mapped[dt.datetime] = made_at()


class ParameterChange(Base):
    """One parameter's value that the proposal would change."""

    id: Mapped[int] = row_id()
    proposal_id: Mapped[int] = refers("proposal.id")
    position: Mapped[int] = mapped_column(default=0)
    parameter: Mapped[str] = mapped_column(String(120))
    selector: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    before: Mapped[str] = mapped_column(String(120), default="")
    after: Mapped[str] = mapped_column(String(120))


class Simulation(Base):
    """Today's rules and the changed ones on the same partners; frozen when the proposal opens."""

    id: Mapped[int] = row_id()
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    base_version_id: Mapped[int] = refers("rulebook_version.id")
    as_at: Mapped[dt.date]
    summary: Mapped[dict[str, Any]]
    moved: Mapped[list[Any]]
    """[{"partner", "role", "outcome", "before", "after"}] for those who move; partner is a public id."""
    digest: Mapped[str] = mapped_column(String(64))


class ExpectedEffect(Base):
    """What should be seen, registered before the ballot: a measure, a direction, a size, a date."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    proposal_id: Mapped[int] = refers("proposal.id")
    measure: Mapped[str] = mapped_column(String(16))
    """theme, question or metric."""
    key: Mapped[str] = mapped_column(String(120))
    """A theme's public id, "survey/question", or a metric's key."""
    direction: Mapped[str] = mapped_column(String(8))
    """up or down."""
    roles: Mapped[list[str]] = mapped_column(default_factory=list)
    markets: Mapped[list[str]] = mapped_column(default_factory=list)
    target: Mapped[float | None] = mapped_column(default=None)
    by: Mapped[dt.date]
    registered_at: Mapped[dt.datetime] = made_at()
