"""What people change about their own account."""

from app.audit import services as audit
from app.db import database
from app.identity import passwords, queries, sessions
from app.identity.models import Person
from app.identity.viewer import Viewer
from app.shared.errors import DomainError, NotFoundError


def describe_oneself(name: str, language: str, time_zone: str, *, by: Viewer) -> None:
    """Store the name, language and time zone of the viewer."""
    person = queries.person(by.person_id)
    person.name = " ".join(name.split())[:200]
    person.language, person.time_zone = language, time_zone


def set_password(current: str, new: str, *, by: Viewer) -> None:
    """Set the viewer's password and end their other sign-ins. Raises DomainError with the field that is wrong."""
    person: Person = queries.person(by.person_id)
    if person.password_hash is not None and not passwords.is_password_of(person, current):
        message = "This is not your present password."
        raise DomainError(message, code="wrong_password", fields={"current": message})
    passwords.check_new_password(person, new)
    person.password_hash = passwords.hash_password(new)
    sessions.end_all_others(person.id)
    audit.record("password.set", f"person:{person.public_id}", by=by)
    database.session.flush()


def program_to_choose(program_public_id: str, *, by: Viewer) -> int:
    """Return the row id of a program in which the viewer has a role. Raises NotFoundError for any other."""
    for grant in queries.grants_of(by.person_id):
        if grant.program.public_id == program_public_id:
            program_id: int = grant.program_id
            return program_id
    raise NotFoundError
