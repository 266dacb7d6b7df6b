"""Delivers mails."""

from typing import Any

from flask import current_app

from app.db import database, transaction
from app.jobs.queue import Later, task
from app.notify.core.mail import build_mail, stable_message_id
from app.notify.delivery import MOST_DEFERRALS, note_attempt, time_until_turn
from app.notify.models import OutboxMessage
from app.notify.smtp import Attempt, hand_over
from config import Settings


class DeferredError(Exception):
    """The mail server could not take a mail now; the job's back-off says when it is offered again."""


@task("notify.deliver", attempts=MOST_DEFERRALS + 5)
def deliver(message_id: int) -> None:
    """Hand a message to the mail server; nothing for one that was sent, is kept or failed."""
    settings: Settings = current_app.config["SETTINGS"]
    message = database.session.get(OutboxMessage, message_id)
    if message is None or message.state != "waiting":
        return
    if not settings.smtp_url:
        with transaction():
            _message(message_id).state = "kept"
        return
    if wait := time_until_turn(message):
        raise Later(wait)
    fields = _fields(message, settings)
    database.session.rollback()  # no transaction is open while the mail server is asked
    attempt = _attempt(settings, fields)
    with transaction():
        note_attempt(message := _message(message_id), attempt)
        waiting = message.state == "waiting"
    if waiting:
        raise DeferredError(attempt.detail)


def _message(message_id: int) -> OutboxMessage:
    return database.session.get_one(OutboxMessage, message_id)


def _fields(message: OutboxMessage, settings: Settings) -> dict[str, Any]:
    return {
        "sender": settings.mail_from,
        "to_address": message.to_address,
        "subject": message.subject,
        "text": message.text,
        "message_id": stable_message_id(message.public_id, settings.mail_from),
        "written_at": message.created_at,
    }


def _attempt(settings: Settings, fields: dict[str, Any]) -> Attempt:
    try:
        mail = build_mail(**fields)
    except ValueError as error:
        return Attempt("refused", f"the mail can't be written: {error}")
    return hand_over(settings.smtp_url, mail)
