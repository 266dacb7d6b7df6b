"""The two ways in: a one-time link and a password. Neither lets a stranger see whether an address has an account."""

import secrets

from sqlalchemy import select, update

from app.db import database, emit
from app.identity import passwords, queries, slow_down
from app.identity.errors import LinkOverError
from app.identity.events import SignInLinkAsked
from app.identity.models import Person, SignInLink
from app.identity.sessions import hash_secret
from app.shared import clock


def new_browser() -> str:
    """Return a secret that marks the browser in which a link is asked for."""
    return secrets.token_urlsafe(24)


def ask_for_link(email: str, *, browser: str, network: str | None) -> None:
    """Have a link mailed to the address if it has an account. The same is written either way: a job and an attempt.

    Raises TooOftenError.
    """
    slow_down.count_attempt(email, network)
    person = queries.person_by_email(email)
    emit(
        SignInLinkAsked(
            person_id=person.id if person else 0,
            browser_hash=hash_secret(browser),
            request_key=secrets.token_hex(8),
        )
    )


def person_with_password(email: str, password: str) -> Person | None:
    """Return the person with this address and password; None for anything else, after the same time."""
    person = queries.person_by_email(email)
    return person if passwords.is_password_of(person, password) else None


def usable_link(secret: str, browser: str | None) -> SignInLink:
    """Return the link with this secret, if it may be used now in this browser. Reads only. Raises LinkOverError."""
    link = database.session.scalar(select(SignInLink).where(SignInLink.token_hash == hash_secret(secret)))
    if link is None or link.spent_at is not None or link.expires_at <= clock.now():
        raise LinkOverError
    if link.browser_hash is not None and link.browser_hash != hash_secret(browser or ""):
        raise LinkOverError
    return link


def spend_link(secret: str, browser: str | None) -> Person:
    """Use up the link and return whom it signs in. Of two uses at once only one succeeds. Raises LinkOverError."""
    link = usable_link(secret, browser)
    spent = update(SignInLink).where(SignInLink.id == link.id, SignInLink.spent_at.is_(None))
    if not database.session.execute(spent.values(spent_at=clock.now())).rowcount:  # type: ignore[attr-defined]
        raise LinkOverError
    person = queries.person(link.person_id)
    slow_down.forget_attempts_for(person.email)
    return person


def welcome(person_id: int) -> Person:
    """Return the person who has shown the right password, their earlier attempts forgotten."""
    person = queries.person(person_id)
    slow_down.forget_attempts_for(person.email)
    return person
