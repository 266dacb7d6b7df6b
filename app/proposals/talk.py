"""Posts and minutes as sources that a theme can be given to: this domain lies above discussion, council and themes."""

from collections.abc import Collection

from sqlalchemy import select

from app.council.models import AgendaItem, Council, CouncilSession, Minutes
from app.db import database
from app.discussion.models import Post, Thread
from app.identity.viewer import Viewer
from app.proposals import queries
from app.shared.errors import NotFoundError
from app.themes.sources import SOURCES, Said
from app.web.subjects import subject_parts, subject_title, subject_url


def posts(viewer: Viewer, places: Collection[str] | None) -> list[Said]:
    """Return the posts on what the viewer may read."""
    if not viewer.may("proposals.see"):
        return []
    wanted = select(Post, Thread.subject).join(Thread).where(Thread.program_id == viewer.program_id)
    if places is not None:
        wanted = wanted.where(Post.public_id.in_(places))
    rows = database.session.execute(wanted.order_by(Post.created_at.desc(), Post.id.desc())).unique().all()
    readable = {subject: _may_read(viewer, subject) for subject in {row.subject for row in rows}}
    return [_post(post, subject) for post, subject in rows if readable[subject]]


def points(viewer: Viewer, places: Collection[str] | None) -> list[Said]:
    """Return what points of agendas came to."""
    if not viewer.may("council.see"):
        return []
    wanted = (
        select(AgendaItem, CouncilSession)
        .join(CouncilSession, CouncilSession.id == AgendaItem.session_id)
        .join(Council, Council.id == CouncilSession.council_id)
        .where(Council.program_id == viewer.program_id, AgendaItem.outcome != "")
    )
    if places is not None:
        wanted = wanted.where(AgendaItem.public_id.in_(places))
    return [
        Said(
            "item",
            item.public_id,
            item.outcome,
            f"{item.title}, {session.title}",
            f"{subject_url(f'session:{session.public_id}')}#item-{item.public_id}",
            session.starts_at,
        )
        for item, session in database.session.execute(wanted).unique()
    ]


def minutes(viewer: Viewer, places: Collection[str] | None) -> list[Said]:
    """Return the paragraphs of minutes: published ones, to a facilitator drafts too."""
    if not viewer.may("council.see"):
        return []
    wanted = (
        select(Minutes, CouncilSession)
        .join(CouncilSession, CouncilSession.id == Minutes.session_id)
        .join(Council, Council.id == CouncilSession.council_id)
        .where(Council.program_id == viewer.program_id)
    )
    if not viewer.may("council.run"):
        wanted = wanted.where(Minutes.published_at.is_not(None))
    found = [
        Said(
            "minutes",
            f"{session.public_id}.{number}",
            paragraph.strip(),
            f"Minutes of {session.title}",
            f"{subject_url(f'session:{session.public_id}')}#minutes",
            session.starts_at,
        )
        for written, session in database.session.execute(wanted).unique()
        for number, paragraph in enumerate(written.text.split("\n\n"), start=1)
        if paragraph.strip()
    ]
    return [one for one in found if places is None or one.place in places]


def _post(post: Post, subject: str) -> Said:
    who = ", ".join(filter(None, (post.author.name, post.standing, subject_title(subject))))
    return Said(
        "post", post.public_id, post.text, who, f"{subject_url(subject)}#post-{post.public_id}", post.created_at
    )


def _may_read(viewer: Viewer, subject: str) -> bool:
    kind, public_id = subject_parts(subject)
    if kind != "proposal":
        return viewer.may("council.see")
    try:
        queries.readable(viewer, public_id)
    except NotFoundError:
        return False
    return True


def offer_talk() -> None:
    """Let posts, points and minutes be given themes."""
    SOURCES.update({"post": posts, "item": points, "minutes": minutes})
