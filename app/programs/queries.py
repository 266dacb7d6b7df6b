"""Reads of programs, partners, contacts and what is measured about them."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Select, func, select

from app.db import database
from app.identity.models import Person
from app.programs.models import Contact, Metric, Observation, Partner, PartnerRole, Program
from app.programs.periods import period_ends
from app.shared.errors import DomainError, NotFoundError

T = TypeVar("T")
Names = tuple[str, ...] | list[str]


def the_program(key: str | None) -> Program:
    """Return the program with this key; without a key the only one. Raises DomainError that lists the choices."""
    known = database.session.scalars(select(Program).order_by(Program.key)).all()
    named = [program for program in known if key is None or program.key == key]
    if len(named) == 1:
        return named[0]
    choices = ", ".join(program.key for program in known)
    if not known:
        raise DomainError("There is no program yet: make one with ./parley programs create KEY --name NAME.")
    raise DomainError(
        f"There is no program {key}. Programs: {choices}." if key else f"Say which program with --program: {choices}."
    )


def programs() -> Sequence[Program]:
    """Return all programs by name."""
    return database.session.scalars(select(Program).order_by(Program.name)).all()


def program(program_id: int) -> Program:
    """Return a program by its row. Raises NotFoundError."""
    found = database.session.get(Program, program_id)
    if found is None:
        raise NotFoundError
    return found


def partners(
    program_id: int, roles: Names = (), markets: Names = (), countries: Names = (), search: str = ""
) -> Sequence[Partner]:
    """Return the program's partners by name, those that match all that is given."""
    wanted = _matching(select(Partner), program_id, roles, markets, countries)
    if search:
        wanted = wanted.where(func.lower(Partner.name).contains(search.lower(), autoescape=True))
    return database.session.scalars(wanted.order_by(Partner.name, Partner.id)).all()


def partner(program_id: int, public_id: str) -> Partner:
    """Return a partner of the program. Raises NotFoundError."""
    found = database.session.scalar(
        select(Partner).where(Partner.program_id == program_id, Partner.public_id == public_id)
    )
    if found is None:
        raise NotFoundError
    return found


def partner_by_id(partner_id: int) -> Partner | None:
    """Return a partner by its row."""
    return database.session.get(Partner, partner_id)


def contacts(partner_id: int) -> Sequence[Contact]:
    """Return the people of a partner."""
    return database.session.scalars(select(Contact).where(Contact.partner_id == partner_id).order_by(Contact.id)).all()


def contact_of(person_id: int, program_id: int) -> Contact | None:
    """Return the person's place at a partner of the program."""
    return database.session.scalar(
        select(Contact)
        .join(Partner)
        .where(Contact.person_id == person_id, Partner.program_id == program_id, Contact.active)
        .order_by(Contact.id)
        .limit(1)
    )


def active_contacts(
    program_id: int, roles: Names = (), markets: Names = (), countries: Names = ()
) -> Sequence[Contact]:
    """Return the people at partners that match, with their partners, in the order they came in."""
    wanted = _matching(select(Contact).join(Partner), program_id, roles, markets, countries)
    return database.session.scalars(wanted.where(Contact.active).order_by(Contact.id)).unique().all()


def names_to_mask(program_id: int) -> tuple[list[str], list[str]]:
    """Return the names of the program's people and of its partners."""
    people = database.session.scalars(
        select(Person.name).join(Contact).join(Partner).where(Partner.program_id == program_id)
    ).all()
    companies = database.session.scalars(select(Partner.name).where(Partner.program_id == program_id)).all()
    return list(people), list(companies)


def countries(program_id: int) -> list[str]:
    """Return the countries (ISO alpha-2) that the program has partners in."""
    known = select(Partner.country).where(Partner.program_id == program_id, Partner.country.is_not(None)).distinct()
    return sorted(country for country in database.session.scalars(known) if country)


def metrics(program_id: int) -> Sequence[Metric]:
    """Return what is measured in the program."""
    return database.session.scalars(select(Metric).where(Metric.program_id == program_id).order_by(Metric.name)).all()


def metric(program_id: int, key: str) -> Metric | None:
    """Return the metric with this key."""
    return database.session.scalar(select(Metric).where(Metric.program_id == program_id, Metric.key == key))


def observations(metric_id: int, *, roles: Names = (), markets: Names = ()) -> dict[str, dict[int, Decimal]]:
    """Return {period: {partner row: value}} of a metric, of the partners that match; periods in order."""
    wanted = (
        select(Observation.period, Observation.partner_id, Observation.value)
        .join(Partner, Partner.id == Observation.partner_id)
        .where(Observation.metric_id == metric_id)
        .order_by(Observation.period)
    )
    if roles:
        wanted = wanted.where(Partner.id.in_(select(PartnerRole.partner_id).where(PartnerRole.role.in_(roles))))
    if markets:
        wanted = wanted.where(Partner.market.in_(markets))
    found: dict[str, dict[int, Decimal]] = {}
    for period, partner_id, value in database.session.execute(wanted):
        found.setdefault(period, {})[partner_id] = value
    return found


def latest_values(program_id: int, as_at: dt.date) -> dict[int, dict[str, Decimal]]:
    """Return {partner row: {metric key: value}}, of each metric the newest period that had ended by that day."""
    rows = database.session.execute(
        select(Observation.partner_id, Metric.key, Observation.period, Observation.value)
        .join(Metric, Metric.id == Observation.metric_id)
        .where(Metric.program_id == program_id)
        .order_by(Observation.period)
    )
    found: dict[int, dict[str, Decimal]] = {}
    for partner_id, key, period, value in rows:
        if period_ends(period) <= as_at:
            found.setdefault(partner_id, {})[key] = value
    return found


def _matching(wanted: Select[T], program_id: int, roles: Names, markets: Names, countries: Names) -> Select[T]:
    wanted = wanted.where(Partner.program_id == program_id)
    if roles:
        wanted = wanted.where(Partner.id.in_(select(PartnerRole.partner_id).where(PartnerRole.role.in_(roles))))
    if markets:
        wanted = wanted.where(Partner.market.in_(markets))
    if countries:
        wanted = wanted.where(Partner.country.in_(countries))
    return wanted
