"""Makers of people and programs for tests, and a way to be signed in."""

from flask.testing import FlaskClient

from app.db import database, transaction
from app.identity.models import Grant, Person
from app.identity.sessions import SignIn, hash_secret
from app.programs.models import Contact, Partner, Program
from app.shared import clock


def make_program(key: str = "northwind", name: str = "Northwind Cloud") -> Program:
    """Return a stored program."""
    with transaction():
        program = Program(key=key, name=name, vendor=name)
        database.session.add(program)
    return program


def make_person(email: str, *roles: str, program: Program | None = None, name: str = "") -> Person:
    """Return a stored person with these roles in the program."""
    with transaction():
        person = Person(email=email, name=name or email.split("@")[0].title(), time_zone="UTC")
        database.session.add(person)
        database.session.flush()
        for role in roles:
            assert program is not None
            database.session.add(Grant(person_id=person.id, program_id=program.id, role=role))
    return person


def make_partner(
    program: Program, external_id: str, *roles: str, market: str = "mature", country: str = "DE"
) -> Partner:
    """Return a stored partner."""
    with transaction():
        partner = Partner(
            program_id=program.id,
            external_id=external_id,
            name=f"Partner {external_id}",
            market=market,
            country=country,
        )
        partner.roles = roles or ("msp",)
        database.session.add(partner)
    return partner


def make_contact(partner: Partner, email: str) -> Contact:
    """Return a stored contact of a partner, with their grant."""
    with transaction():
        person = Person(email=email, name=email.split("@")[0].title())
        database.session.add(person)
        database.session.flush()
        contact = Contact(person_id=person.id, partner_id=partner.id)
        database.session.add(contact)
        database.session.add(Grant(person_id=person.id, program_id=partner.program_id, role="partner_contact"))
    return contact


def sign_in(client: FlaskClient, person: Person) -> None:
    """Make the client's browser signed in as the person."""
    import datetime as dt

    key = f"key-{person.email}"
    ends_at = clock.now() + dt.timedelta(hours=8)
    with transaction():
        row = database.session.query(SignIn).filter_by(key_hash=hash_secret(key)).first()
        if row is None:
            database.session.add(SignIn(person_id=person.id, key_hash=hash_secret(key), ends_at=ends_at))
        else:
            row.ends_at = ends_at
    with client.session_transaction() as session:
        session["_user_id"] = key
        session["_fresh"] = True
        session["used"] = int(clock.now().timestamp())
