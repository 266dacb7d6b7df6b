"""The verbs of accounts: people, what they may do, and the links by which they sign in."""

import datetime as dt
import secrets

from email_validator import EmailNotValidError, validate_email
from flask import current_app
from sqlalchemy import Select, select

from app.audit import services as audit
from app.db import database, emit
from app.identity import queries
from app.identity.events import SignInLinkMade
from app.identity.models import Grant, Person, SignInLink
from app.identity.permissions import ROLE_NAMES, Role
from app.identity.sessions import hash_secret
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, NotFoundError
from app.web.links import absolute


def clean_address(email: str) -> str:
    """Return an e-mail address in lower case. Raises DomainError where it can't be one."""
    try:
        found = validate_email(email.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        message = "Write an e-mail address like name@company.example."
        raise DomainError(message, code="bad_address", fields={"email": message}) from None
    return found.normalized.casefold()


def create_person(email: str, name: str = "", *, language: str = "en", time_zone: str = "Europe/Berlin") -> Person:
    """Store and return a new person. Raises DomainError for a bad address, ConflictError where they exist."""
    address = clean_address(email)
    if queries.person_by_email(address) is not None:
        raise ConflictError(f"{address} has an account already.")
    name = " ".join(name.split())[:200] or address.partition("@")[0]
    person = Person(email=address, name=name, language=language, time_zone=time_zone)
    database.session.add(person)
    database.session.flush()
    return person


def grant(person: Person, program_id: int, role: str, *, by: Viewer | None = None) -> Grant:
    """Give a person a role in a program and return the grant; one they have already stays as it is."""
    if by is not None:
        by.must("admin.change")
    if role not in set(Role):
        raise DomainError(f"{role} is not a role; there are {', '.join(Role)}.", code="unknown_role")
    held = database.session.scalar(_grants(person.id, program_id, role))
    if held is not None:
        return held
    made = Grant(person_id=person.id, program_id=program_id, role=Role(role).value)
    database.session.add(made)
    audit.record("grant.give", f"person:{person.public_id}", by=by, program_id=program_id, role=made.role)
    return made


def add_person(email: str, name: str, roles: list[str], *, by: Viewer) -> Person:
    """Give the person with this address roles in the viewer's program, with a new account where they have none."""
    by.must("admin.change")
    person = queries.person_by_email(clean_address(email))
    if person is None:
        person = create_person(email, name)
        audit.record("person.create", f"person:{person.public_id}", by=by)
    for role in roles:
        grant(person, by.program_id, role, by=by)
    return person


def revoke_grant(person: Person, program_id: int, role: str, *, by: Viewer) -> None:
    """Take a role from a person. An admin can't take their own, so that a program never loses its last one."""
    by.must("admin.change")
    held = database.session.scalar(_grants(person.id, program_id, role))
    if held is None:
        raise NotFoundError("This person does not have that role.")
    if person.id == by.person_id and role == Role.admin:
        raise ConflictError("You can't take the admin role from yourself; ask another admin.")
    database.session.delete(held)
    audit.record("grant.take", f"person:{person.public_id}", by=by, program_id=program_id, role=ROLE_NAMES[Role(role)])


def make_sign_in_link(person: Person, *, browser_hash: str | None = None) -> str:
    """Return a new one-time link, absolute, good for LINK_MINUTES; with a browser's hash only in that browser."""
    secret = secrets.token_urlsafe(24)
    lasts = dt.timedelta(minutes=current_app.config["SETTINGS"].link_minutes)
    database.session.add(
        SignInLink(
            person_id=person.id,
            token_hash=hash_secret(secret),
            expires_at=clock.now() + lasts,
            browser_hash=browser_hash,
        )
    )
    database.session.flush()
    return absolute(f"/sign-in/{secret}")


def send_sign_in_link(person: Person, *, browser_hash: str | None = None, unique_key: str = "") -> None:
    """Mail a person a one-time link; one with the same key is mailed once."""
    link = make_sign_in_link(person, browser_hash=browser_hash)
    unique_key = unique_key or f"sign_in:{secrets.token_hex(8)}"
    emit(SignInLinkMade(person_id=person.id, link=link, unique_key=unique_key, own_browser=browser_hash is not None))


def _grants(person_id: int, program_id: int, role: str) -> Select[Grant]:
    return select(Grant).where(Grant.person_id == person_id, Grant.program_id == program_id, Grant.role == role)
