"""Records what came of the attempts to deliver a message, and when the next may be made."""

import datetime as dt

from flask import current_app
from sqlalchemy import func, select

from app.db import database
from app.notify.links import blank_personal_links
from app.notify.models import Delivery, OutboxMessage
from app.notify.smtp import Attempt
from app.shared import clock

MOST_DEFERRALS = 14
"""With the back-off of jobs these are some eight hours."""

_MINUTE = dt.timedelta(minutes=1)


def note_attempt(message: OutboxMessage, attempt: Attempt) -> None:
    """Store an attempt and what it makes of the message; once it is over, the secrets of its links are blanked."""
    database.session.add(Delivery(message_id=message.id, outcome=attempt.outcome, detail=attempt.detail[:500]))
    database.session.flush()
    if attempt.outcome == "sent":
        message.state, message.sent_at = "sent", clock.now()
    elif attempt.outcome == "refused" or _deferrals(message) >= MOST_DEFERRALS:
        message.state = "failed"
    if message.state != "waiting":
        message.text = blank_personal_links(message.text)


def time_until_turn(message: OutboxMessage) -> dt.timedelta:
    """Return how long a message must wait so that at most MAIL_PER_MINUTE are sent; zero when it may go now.

    The messages waiting longer go first, which spreads a mass mail over the minutes without asking again and again.
    """
    most: int = current_app.config["SETTINGS"].mail_per_minute
    just_sent = database.session.scalar(
        select(func.count())
        .select_from(Delivery)
        .where(Delivery.outcome == "sent", Delivery.at > clock.now() - _MINUTE)
    )
    if (just_sent or 0) < most:
        return dt.timedelta(0)
    earlier = database.session.scalar(
        select(func.count())
        .select_from(OutboxMessage)
        .where(OutboxMessage.state == "waiting", OutboxMessage.id < message.id)
    )
    return _MINUTE * (1 + (earlier or 0) // most)


def _deferrals(message: OutboxMessage) -> int:
    made = select(func.count()).select_from(Delivery).where(Delivery.message_id == message.id)
    return database.session.scalar(made.where(Delivery.outcome == "deferred")) or 0
