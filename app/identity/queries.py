"""Reads of people and what they may do."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.identity.models import Grant, Person, SignIn
from app.identity.permissions import ROLE_NAMES, Role
from app.shared import clock
from app.shared.errors import NotFoundError


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
