"""Reads of invitations and of what belongs to one."""

from collections.abc import Sequence

from sqlalchemy import select

from app.db import database
from app.identity.sessions import hash_secret
from app.pulse.models import Comment, Invitation, Wave
from app.shared import clock


def invitation_by_token(token: str) -> Invitation | None:
    """Return the invitation that a personal link belongs to, found by the secret's hash."""
    return database.session.scalar(select(Invitation).where(Invitation.token_hash == hash_secret(token)))


def invitations(rows: Sequence[int]) -> Sequence[Invitation]:
    """Return the invitations of these rows as they are now, held against others until the transaction ends."""
    return database.session.scalars(
        select(Invitation).where(Invitation.id.in_(rows)).order_by(Invitation.id).with_for_update()
    ).all()


def due_to_close() -> list[int]:
    """Return the rows of the open waves whose time is over."""
    over = (Wave.state == "open", Wave.closes_at <= clock.now())
    return list(database.session.scalars(select(Wave.id).where(*over).order_by(Wave.id)))


def comments_to_judge(submission_id: int) -> Sequence[Comment]:
    """Return the comments of a submission."""
    return database.session.scalars(
        select(Comment).where(Comment.submission_id == submission_id).order_by(Comment.id).with_for_update(of=Comment)
    ).all()
