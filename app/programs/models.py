"""Tables of programs, the partners in them, their people, and what is measured about them."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.base import Base
from app.db.columns import made_at, public_id, refers, row_id
from app.identity.models import Person


class Program(Base):
    """A vendor's program."""

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    vendor: Mapped[str] = mapped_column(String(200), default="")
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    time_zone: Mapped[str] = mapped_column(String(64), default="Europe/Berlin")
    created_at: Mapped[dt.datetime] = made_at()

    @property
    def vendor_name(self) -> str:
        """The name under which partners know who asks."""
        return self.vendor or self.name


class Partner(Base):
    """An organisation in a program."""

    __table_args__ = (UniqueConstraint("program_id", "external_id"), UniqueConstraint("program_id", "domain"))

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    external_id: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200), index=True)
    domain: Mapped[str | None] = mapped_column(String(253), default=None)
    country: Mapped[str | None] = mapped_column(String(2), default=None)
    market: Mapped[str | None] = mapped_column(String(32), default=None)
    employees: Mapped[int | None] = mapped_column(default=None)
    annual_revenue_eur: Mapped[Decimal | None] = mapped_column(default=None)
    joined: Mapped[dt.date | None] = mapped_column(default=None)
    created_at: Mapped[dt.datetime] = made_at()
    role_rows: Mapped[list["PartnerRole"]] = relationship(
        init=False, repr=False, cascade="all, delete-orphan", order_by="PartnerRole.role", lazy="selectin"
    )

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles the partner plays, sorted."""
        return tuple(row.role for row in self.role_rows)

    @roles.setter
    def roles(self, roles: tuple[str, ...]) -> None:
        kept = {row.role: row for row in self.role_rows}
        self.role_rows = [kept.get(role) or PartnerRole(role=role) for role in sorted(set(roles))]


class PartnerRole(Base):
    """One role that a partner plays; most play several."""

    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), primary_key=True, init=False)
    role: Mapped[str] = mapped_column(String(32), primary_key=True)


class Contact(Base):
    """A person's place at a partner. Someone who left is kept, inactive, so that what they said keeps its origin."""

    __table_args__ = (UniqueConstraint("person_id", "partner_id"),)

    id: Mapped[int] = row_id()
    person_id: Mapped[int] = refers("person.id")
    partner_id: Mapped[int] = refers("partner.id")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime] = made_at()
    person: Mapped[Person] = relationship(init=False, repr=False, lazy="joined")
    partner: Mapped[Partner] = relationship(init=False, repr=False)


class Metric(Base):
    """Something measured about partners, period by period."""

    __table_args__ = (UniqueConstraint("program_id", "key"),)

    id: Mapped[int] = row_id()
    public_id: Mapped[str] = public_id()
    program_id: Mapped[int] = refers("program.id")
    key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(30), default="")


class Observation(Base):
    """One metric of one partner in one period, e.g. "2026-Q3"."""

    __table_args__ = (UniqueConstraint("metric_id", "partner_id", "period"),)

    id: Mapped[int] = row_id()
    metric_id: Mapped[int] = refers("metric.id")
    partner_id: Mapped[int] = refers("partner.id")
    period: Mapped[str] = mapped_column(String(10), index=True)
    value: Mapped[Decimal]
