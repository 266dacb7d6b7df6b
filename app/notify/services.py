"""Writes mails into the outbox, with the change that causes them."""

from flask import current_app
from sqlalchemy import select

from app.db import database, emit
from app.identity.models import Person
from app.notify.events import MessageWritten
from app.notify.models import OutboxMessage
from app.shared.errors import DomainError


def write_message(
    kind: str, unique_key: str, person: Person, subject: str, text: str, program_id: int | None
) -> OutboxMessage | None:
    """Write a mail in the present transaction and return it; None where one with this key was written before.

    Without a mail server it is kept for the outbox page; with one a job delivers it after the commit.
    """
    if any(mark in subject + person.email for mark in "\r\n\0"):
        raise DomainError("A mail's subject and address must be single lines.", code="header_injection")
    if database.session.scalar(select(OutboxMessage.id).where(OutboxMessage.unique_key == unique_key)):
        return None
    has_server = bool(current_app.config["SETTINGS"].smtp_url)
    message = OutboxMessage(
        kind=kind,
        unique_key=unique_key,
        person_id=person.id,
        program_id=program_id,
        to_address=person.email,
        subject=subject[:200],
        text=text,
        state="waiting" if has_server else "kept",
    )
    database.session.add(message)
    database.session.flush()
    if has_server:
        emit(MessageWritten(message_id=message.id), program_id)
    return message
