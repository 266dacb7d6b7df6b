"""Reads of the people at partners."""

from collections.abc import Sequence

from sqlalchemy import select

from app.db import database
from app.identity.models import Person
from app.identity.queries import people_of
from app.programs.models import Contact, Partner, Program
from app.programs.queries.partners import Names, matching


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
    wanted = matching(select(Contact).join(Partner), program_id, roles, markets, countries)
    return database.session.scalars(wanted.where(Contact.active).order_by(Contact.id)).unique().all()


def names_to_mask(program_id: int) -> tuple[list[str], list[str], list[str]]:
    """Return the names of the program's people and staff, of its partners, and the vendor's, which stay."""
    people = database.session.scalars(
        select(Person.name).join(Contact).join(Partner).where(Partner.program_id == program_id)
    ).all()
    staff = [person.name for person in database.session.scalars(people_of(program_id))]
    companies = database.session.scalars(select(Partner.name).where(Partner.program_id == program_id)).all()
    program = database.session.get_one(Program, program_id)
    return [*people, *staff], list(companies), [program.vendor_name, program.name]
