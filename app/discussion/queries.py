"""Reads of talk: the thread of a subject, its posts with their answers, its concerns."""

import re
from dataclasses import dataclass, field

from sqlalchemy import select

from app.db import database
from app.discussion.models import Concern, Post, Thread
from app.shared.found import found


@dataclass
class Contribution:
    """A post with its concern, and all that was answered to it, in the order of time."""

    post: Post
    concern: Concern | None
    answers: list["Contribution"] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[list[str]]:
        """The text as paragraphs of lines."""
        return [part.split("\n") for part in re.split(r"\n[ \t]*\n\s*", self.post.text) if part.strip()]


@dataclass(frozen=True)
class ConcernCounts:
    """How many concerns are open, how many of these are blocking, and how many are resolved."""

    open: int
    blocking: int
    resolved: int


def thread_of(subject: str) -> Thread | None:
    """Return the discussion of a subject; None before the first post."""
    return database.session.scalar(select(Thread).where(Thread.subject == subject))


def posts(thread: Thread) -> list[Contribution]:
    """Return the posts that answer none, each with its answers and the answers to these; the oldest first."""
    wanted = select(Post).where(Post.thread_id == thread.id).order_by(Post.created_at, Post.id)
    by_post = {concern.post_id: concern for concern in concerns_of(thread)}
    there = [Contribution(post, by_post.get(post.id)) for post in database.session.scalars(wanted).unique()]
    roots: list[Contribution] = []
    root_of: dict[int, Contribution] = {}
    for one in there:
        above = root_of.get(one.post.parent_id) if one.post.parent_id else None
        (above.answers if above else roots).append(one)
        root_of[one.post.id] = above or one
    return roots


def concerns_of(thread: Thread) -> list[Concern]:
    """Return the concerns of a thread, the oldest first."""
    wanted = select(Concern).where(Concern.thread_id == thread.id).order_by(Concern.created_at, Concern.id)
    return list(database.session.scalars(wanted))


def concerns(thread: Thread) -> ConcernCounts:
    """Return how many concerns are open, blocking and resolved."""
    all_of_them = concerns_of(thread)
    still_open = [concern for concern in all_of_them if concern.resolved_at is None]
    blocking = sum(concern.blocking for concern in still_open)
    return ConcernCounts(len(still_open), blocking, len(all_of_them) - len(still_open))


def post_of(thread: Thread, public_id: str) -> Post:
    """Return a post of the thread. Raises NotFoundError."""
    return found(database.session.scalar(select(Post).where(Post.thread_id == thread.id, Post.public_id == public_id)))


def concern(program_id: int, public_id: str) -> Concern:
    """Return a concern of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(
            select(Concern)
            .join(Thread, Thread.id == Concern.thread_id)
            .where(Thread.program_id == program_id, Concern.public_id == public_id)
        )
    )


def subject_of(concern: Concern) -> str:
    """Return what a concern is about."""
    return database.session.scalars(select(Thread.subject).where(Thread.id == concern.thread_id)).one()
