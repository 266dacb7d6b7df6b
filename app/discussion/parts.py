"""What the part `discussion/_thread.html` needs, and the seal that lets a page's form open a thread on its subject."""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from app.discussion import queries
from app.discussion.forms import PostForm
from app.discussion.models import Thread
from app.discussion.queries import ConcernCounts, Contribution
from app.identity.viewer import Viewer
from app.shared.errors import NotFoundError


@dataclass(frozen=True)
class Discussion:
    """A subject's thread as the viewer sees it, with the form of a new post.

    `refused` is the form of an answer that came back with errors, `refused_at` the public id of the answered post.
    """

    subject: str
    about: str
    posts: list[Contribution]
    counts: ConcernCounts
    may_write: bool
    facilitates: bool
    person_id: int
    form: PostForm
    refused: PostForm | None = None
    refused_at: str | None = None

    def may_resolve(self, contribution: Contribution) -> bool:
        """Whether the viewer may call the post's concern resolved."""
        concern = contribution.concern
        own = contribution.post.author_id == self.person_id
        return self.may_write and concern is not None and concern.resolved_at is None and (own or self.facilitates)


def thread_part(
    subject: str, viewer: Viewer, *, form: PostForm | None = None, answered: str | None = None
) -> dict[str, Any]:
    """Return the context of the part for a subject that the viewer may see: `discussion`.

    `form` is one that came back with errors; it answers the post `answered`, or is a new post.
    """
    thread = queries.thread_of(subject)
    if thread is not None and thread.program_id != viewer.program_id:
        raise NotFoundError
    discussion = Discussion(
        subject=subject,
        about=seal_subject(subject, viewer.program_id),
        posts=queries.posts(thread) if thread else [],
        counts=_counts(thread),
        may_write=viewer.may("proposals.discuss"),
        facilitates=viewer.may("council.run"),
        person_id=viewer.person_id,
        form=form if form and not answered else PostForm(formdata=None),
        refused=form if answered else None,
        refused_at=answered,
    )
    return {"discussion": discussion}


def seal_subject(subject: str, program_id: int) -> str:
    """Return the subject as a form carries it: signed, so that posts only go where a page of the program was shown."""
    return str(_serializer().dumps([program_id, subject]))


def sealed_subject(sealed: str, program_id: int) -> str:
    """Return the subject. Raises NotFoundError where it was made up, or belongs to another program."""
    try:
        sealed_for, subject = _serializer().loads(sealed)
    except BadData:
        raise NotFoundError from None
    if sealed_for != program_id:
        raise NotFoundError
    return str(subject)


def _counts(thread: Thread | None) -> ConcernCounts:
    return queries.concerns(thread) if thread else ConcernCounts(0, 0, 0)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_key, salt="subject of a discussion")
