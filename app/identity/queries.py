"""Reads of people and what they may do."""

from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from app.db import database
from app.identity.models import Grant, Person, SignIn
from app.identity.permissions import ROLE_NAMES, Role
from app.shared import clock
from app.shared.errors import NotFoundError
from app.shared.found import found


def person_by_email(email: str) -> Person | None:
    """Return the person with this address, however it is written in case; None for nobody."""
    return database.session.scalar(select(Person).where(Person.email == email.strip().casefold()))


def person(person_id: int) -> Person:
    """Return a person by row id. Raises NotFoundError."""
    found = database.session.get(Person, person_id)
    if found is None:
        raise NotFoundError("There is no such person.")
    return found


def grants_of(person_id: int) -> list[Grant]:
    """Return what a person may do, in the order in which it was granted."""
    return list(database.session.scalars(select(Grant).where(Grant.person_id == person_id).order_by(Grant.id)))


def roles_of(person_id: int, program_id: int) -> frozenset[Role]:
    """Return a person's roles in a program."""
    wanted = select(Grant.role).where(Grant.person_id == person_id, Grant.program_id == program_id)
    return frozenset(Role(role) for role in database.session.scalars(wanted))


def people_with_role(program_id: int, role: Role) -> list[Person]:
    """Return the people who have a role in a program, by name."""
    holding = select(Grant.person_id).where(Grant.program_id == program_id, Grant.role == role)
    return list(database.session.scalars(select(Person).where(Person.id.in_(holding)).order_by(Person.name)))


def open_sign_ins(person_id: int) -> list[SignIn]:
    """Return the sign-ins of a person that have neither ended nor been ended, newest first."""
    still_open = (SignIn.ended_at.is_(None), SignIn.ends_at > clock.now())
    wanted = select(SignIn).where(SignIn.person_id == person_id, *still_open)
    return list(database.session.scalars(wanted.order_by(SignIn.id.desc())))


def people_of(program_id: int, search: str = "") -> Select[Person]:
    """Return the query for the people with a role in a program, by name."""
    here = select(Grant.person_id).where(Grant.program_id == program_id)
    wanted = select(Person).where(Person.id.in_(here)).order_by(Person.name, Person.id)
    if search:
        found = or_(Person.name.icontains(search, autoescape=True), Person.email.icontains(search, autoescape=True))
        wanted = wanted.where(found)
    return wanted


def person_of(program_id: int, public_id: str) -> Person:
    """Return a person who has a role in a program. Raises NotFoundError."""
    return found(database.session.scalar(people_of(program_id).where(Person.public_id == public_id)))


def roles_by_person(program_id: int, person_ids: list[int]) -> dict[int, list[Role]]:
    """Return the roles of several people in a program."""
    wanted = select(Grant).where(Grant.program_id == program_id, Grant.person_id.in_(person_ids)).order_by(Grant.id)
    roles: dict[int, list[Role]] = {}
    for grant in database.session.scalars(wanted):
        roles.setdefault(grant.person_id, []).append(Role(grant.role))
    return roles


def names_of(person_ids: list[int]) -> dict[int, str]:
    """Return the names of people by row id."""
    wanted = select(Person.id, Person.name).where(Person.id.in_(person_ids))
    return {row.id: row.name for row in database.session.execute(wanted)}


@dataclass(frozen=True)
class OwnProgram:
    """A program in which a person has roles."""

    id: int
    public_id: str
    name: str
    roles: tuple[str, ...]


def programs_of(person_id: int) -> list[OwnProgram]:
    """Return the programs in which a person has a role, in the order in which they came to them."""
    found: dict[int, OwnProgram] = {}
    for grant in grants_of(person_id):
        earlier = found[grant.program_id].roles if grant.program_id in found else ()
        roles = (*earlier, ROLE_NAMES[Role(grant.role)])
        found[grant.program_id] = OwnProgram(grant.program_id, grant.program.public_id, grant.program.name, roles)
    return list(found.values())
