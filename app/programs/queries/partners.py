"""Reads of partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, distinct, func, select

from app.db import database
from app.programs.models import Partner, PartnerRole
from app.shared.found import found

T = TypeVar("T")
Names = tuple[str, ...] | list[str]


@dataclass(frozen=True)
class PartnerCounts:
    """How many partners a program has, in how many countries."""

    partners: int
    countries: int


def partner_list(
    program_id: int, roles: Names = (), markets: Names = (), countries: Names = (), search: str = ""
) -> Select[Partner]:
    """Return the query for the partners that match all that is given, by name; `search` is part of a name or an id."""
    wanted = matching(select(Partner), program_id, roles, markets, countries)
    if search:
        named = Partner.name.icontains(search, autoescape=True)
        wanted = wanted.where(named | Partner.external_id.icontains(search, autoescape=True))
    return wanted.order_by(func.lower(Partner.name), Partner.id)


def partners(
    program_id: int, roles: Names = (), markets: Names = (), countries: Names = (), search: str = ""
) -> Sequence[Partner]:
    """Return the program's partners by name, those that match all that is given."""
    return database.session.scalars(partner_list(program_id, roles, markets, countries, search)).all()


def partner(program_id: int, public_id: str) -> Partner:
    """Return a partner of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(select(Partner).where(Partner.program_id == program_id, Partner.public_id == public_id))
    )


def partner_by_id(partner_id: int) -> Partner | None:
    """Return a partner by its row."""
    return database.session.get(Partner, partner_id)


def external_ids(program_id: int) -> dict[str, int]:
    """Return {external id: partner row} of the program."""
    rows = database.session.execute(select(Partner.external_id, Partner.id).where(Partner.program_id == program_id))
    return {row.external_id: row.id for row in rows}


def domains(program_id: int) -> dict[str, str]:
    """Return {domain: external id of its partner} of the program."""
    wanted = select(Partner.domain, Partner.external_id).where(
        Partner.program_id == program_id, Partner.domain.is_not(None)
    )
    return {domain: external_id for domain, external_id in database.session.execute(wanted) if domain}


def countries(program_id: int) -> list[str]:
    """Return the countries (ISO alpha-2) that the program has partners in."""
    known = select(Partner.country).where(Partner.program_id == program_id, Partner.country.is_not(None)).distinct()
    return sorted(country for country in database.session.scalars(known) if country)


def partner_counts(program_id: int) -> PartnerCounts:
    """Return how many partners the program has and in how many countries."""
    wanted = select(func.count(Partner.id), func.count(distinct(Partner.country)))
    row = database.session.execute(wanted.where(Partner.program_id == program_id)).one()
    return PartnerCounts(*row)


def matching(wanted: Select[T], program_id: int, roles: Names, markets: Names, countries: Names) -> Select[T]:
    """Narrow a query over partners to those of the program that match all that is given."""
    wanted = wanted.where(Partner.program_id == program_id)
    if roles:
        wanted = wanted.where(Partner.id.in_(select(PartnerRole.partner_id).where(PartnerRole.role.in_(roles))))
    if markets:
        wanted = wanted.where(Partner.market.in_(markets))
    if countries:
        wanted = wanted.where(Partner.country.in_(countries))
    return wanted
