"""Reads of the outbox."""

from sqlalchemy import Select, and_, exists, func, or_, select

from app.db import database
from app.identity.models import Grant
from app.notify.models import Delivery, OutboxMessage
from app.shared.found import found


def counts_by_state() -> dict[str, int]:
    """Return how many messages are waiting, sent, kept and failed."""
    found = database.session.execute(select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state)).all()
    return {"waiting": 0, "sent": 0, "kept": 0, "failed": 0, **{row.state: row[1] for row in found}}


def messages_of(program_id: int, search: str = "", state: str = "") -> Select[OutboxMessage]:
    """Return the query for a program's messages, newest first.

    Mails of the installation, which are sign-in links, belong to it where the person is in this program and in no
    other: an admin here must not come by the key to another program.
    """
    here = exists().where(Grant.person_id == OutboxMessage.person_id, Grant.program_id == program_id)
    elsewhere = exists().where(Grant.person_id == OutboxMessage.person_id, Grant.program_id != program_id)
    mine = or_(OutboxMessage.program_id == program_id, and_(OutboxMessage.program_id.is_(None), here, ~elsewhere))
    wanted = select(OutboxMessage).where(mine).order_by(OutboxMessage.id.desc())
    if state:
        wanted = wanted.where(OutboxMessage.state == state)
    if search:
        found_in = (OutboxMessage.to_address, OutboxMessage.subject, OutboxMessage.kind)
        wanted = wanted.where(or_(*(column.icontains(search, autoescape=True) for column in found_in)))
    return wanted


def message(program_id: int, public_id: str) -> OutboxMessage:
    """Return one of a program's messages. Raises NotFoundError."""
    return found(database.session.scalar(messages_of(program_id).where(OutboxMessage.public_id == public_id)))


def deliveries(message_id: int) -> list[Delivery]:
    """Return the attempts for a message, oldest first."""
    return list(
        database.session.scalars(select(Delivery).where(Delivery.message_id == message_id).order_by(Delivery.id))
    )
