"""Passwords: argon2id, and a check that takes as long for an unknown address as for a known one."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.identity.models import Person
from app.shared.errors import DomainError

SHORTEST, LONGEST = 12, 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two rounds and one lane at least."""


def hash_password(password: str) -> str:
    """Return the hash under which a password is stored."""
    return _hasher.hash(password)


def is_password_of(person: Person | None, password: str) -> bool:
    """Whether this is the person's password; False, after the same work, for nobody and for one without a password."""
    stored = person.password_hash if person and person.password_hash else _nobodys_hash()
    try:
        _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
    return person is not None and person.password_hash is not None


def check_new_password(person: Person, password: str) -> None:
    """Raise DomainError for a password that is too short or easily guessed from its owner."""
    complaint = ""
    if len(password) < SHORTEST:
        complaint = f"Take at least {SHORTEST} characters; a few unrelated words are easy to remember."
    elif len(password) > LONGEST:
        complaint = f"Take at most {LONGEST} characters."
    elif len(set(password)) < 4 or password.casefold() in {person.email, person.name.casefold()}:
        complaint = "That is too easy to guess. A few unrelated words are better."
    if complaint:
        raise DomainError(complaint, code="weak_password", fields={"new": complaint})


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return _hasher.hash("nobody's")
