"""The verbs of talk: say something, answer, raise a concern, call it resolved."""

from sqlalchemy.exc import IntegrityError

from app.audit.services import record
from app.db import database
from app.discussion import queries
from app.discussion.models import Concern, Post, Thread
from app.identity.viewer import Viewer
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from app.web.subjects import subject_parts
from surveys.plain_text import plain_text, says_something

MOST_CHARACTERS = 10_000
MOST_IN_NAME = 200


def write_post(
    subject: str,
    program_id: int,
    text: str,
    *,
    standing: str,
    parent: Post | None = None,
    concern_name: str = "",
    blocking: bool = False,
    by: Viewer,
) -> Post:
    """Add a post to the subject's thread, with a named concern where one is given, and return it.

    Raises NotFoundError where the thread belongs to another program or the answered post to another thread.
    """
    by.must("proposals.discuss")
    words = _checked(text, "text", "Write what you think.")
    thread = _thread(subject, program_id)
    if by.program_id != program_id or (parent is not None and parent.thread_id != thread.id):
        raise NotFoundError
    post = Post(
        thread_id=thread.id,
        parent_id=parent.id if parent else None,
        author_id=by.person_id,
        standing=plain_text(standing, many_lines=False)[:200],
        text=words,
    )
    database.session.add(post)
    database.session.flush()
    name = plain_text(concern_name, many_lines=False)
    if says_something(name):
        _raise_concern(post, name, blocking)
    elif blocking:
        raise DomainError("Name the concern that blocks.", fields={"concern_name": "Name the concern that blocks."})
    return post


def _raise_concern(post: Post, name: str, blocking: bool) -> None:
    if len(name) > MOST_IN_NAME:
        message = f"Name the concern in at most {MOST_IN_NAME} characters."
        raise DomainError(message, fields={"concern_name": message})
    database.session.add(Concern(thread_id=post.thread_id, post_id=post.id, name=name, blocking=blocking))
    database.session.flush()


def resolve_concern(concern: Concern, resolution: str, *, by: Viewer) -> None:
    """Call a concern resolved, saying how: who raised it does, or a facilitator, whose words then say so."""
    by.must("proposals.discuss")
    own = concern.post.author_id == by.person_id
    if not own and not by.may("council.run"):
        raise NotAllowedError("Who raised a concern says when it is resolved, or the facilitator notes it.")
    words = _checked(resolution, "resolution", "Say by what it is resolved.")
    if concern.resolved_at is not None:
        raise ConflictError("This concern is resolved already.")
    concern.resolution = words if own else f"{words} (noted by {by.name}, facilitator)"
    concern.resolved_at = clock.now()
    database.session.flush()
    record("concern.resolve", f"concern:{concern.public_id}", by=by, own=own)


def _thread(subject: str, program_id: int) -> Thread:
    """Return the subject's thread, newly made before the first post."""
    subject_parts(subject)
    thread = queries.thread_of(subject)
    if thread is None:
        try:
            with database.session.begin_nested():  # another first post may be written at the same moment
                thread = Thread(program_id=program_id, subject=subject)
                database.session.add(thread)
        except IntegrityError:
            thread = queries.thread_of(subject)
    if thread is None or thread.program_id != program_id:
        raise NotFoundError
    return thread


def _checked(raw: str, field: str, if_empty: str) -> str:
    text = plain_text(raw)
    if not says_something(text):
        raise DomainError(if_empty, fields={field: if_empty})
    if len(text) > MOST_CHARACTERS:
        message = f"At most {MOST_CHARACTERS:,} characters; these are {len(text):,}. Say the rest in a second post."
        raise DomainError(message, fields={field: message})
    return text
