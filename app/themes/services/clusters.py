"""What people do with a cluster that they have read: accept it as a theme, merge it into one, discard it, split it."""

from collections.abc import Sequence

from sqlalchemy import select

from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError, DomainError
from app.themes import queries
from app.themes.events import ThemeAccepted
from app.themes.models import Cluster, ClusterComment, Codebook, Coding, Lineage, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import (
    begin_edit,
    checked_definition,
    checked_name,
    must_be_accepted,
    said,
    write_edit,
)
from app.themes.services.mains import main_codings, make_way

_TAKEN = {
    "accepted": "accepted it as a theme",
    "merged": "merged it into a theme",
    "discarded": "discarded it",
    "split": "split it",
}


def accept(cluster: Cluster, name: str, definition: str = "", *, by: Viewer) -> Theme:
    """Return the new theme that the cluster's comments now carry."""
    book, changes = _begin(cluster, by)
    theme = Theme(
        program_id=book.program_id,
        name=checked_name(name, book.program_id),
        definition=checked_definition(definition),
        centroid=cluster.centroid,
    )
    changes.make(theme)
    changes.set(cluster, state="accepted", theme_id=theme.id)
    _code(cluster, theme, changes)
    edit = write_edit(book, "accept", f"accepted {said(theme.name)} as a theme", changes, by=by)
    _descend(theme, cluster, "accepted", edit.id)
    emit(ThemeAccepted(theme.id), book.program_id)
    return theme


def merge_cluster(cluster: Cluster, theme: Theme, *, by: Viewer) -> Theme:
    """Have the cluster's comments carry a theme that exists, and return it."""
    book, changes = _begin(cluster, by, theme)
    must_be_accepted(theme)
    changes.need(theme)
    changes.set(cluster, state="merged", theme_id=theme.id)
    _code(cluster, theme, changes)
    sentence = f"merged the cluster {said(cluster.label)} into {said(theme.name)}"
    edit = write_edit(book, "merge_cluster", sentence, changes, by=by)
    _descend(theme, cluster, "merged", edit.id)
    return theme


def discard(cluster: Cluster, *, by: Viewer) -> None:
    """Take the cluster off the list; its comments stay and carry nothing by it."""
    book, changes = _begin(cluster, by)
    changes.set(cluster, state="discarded")
    write_edit(book, "discard", f"discarded the cluster {said(cluster.label)}", changes, by=by)


def split(cluster: Cluster, *, by: Viewer) -> Sequence[Cluster]:
    """Put the finer clusters within this one on the list in its place, and return them."""
    book, changes = _begin(cluster, by)
    parts = queries.parts_of(cluster)
    if len(parts) < 2:
        raise DomainError("There are no finer groups in this cluster.", code="no_parts")
    changes.set(cluster, state="split")
    write_edit(book, "split_cluster", f"split the cluster {said(cluster.label)} into {len(parts)}", changes, by=by)
    return parts


def _begin(cluster: Cluster, by: Viewer, *themes: Theme) -> tuple[Codebook, Changes]:
    book = begin_edit(by, cluster, *themes)
    if not queries.waits_to_be_read(cluster):
        done = _TAKEN.get(cluster.state, "took it off the list")
        raise ConflictError(f"Somebody else was faster with “{cluster.label}” and {done}. Nothing was changed.")
    changes = Changes()
    if cluster.parent_key is not None:
        above = (Cluster.run_id == cluster.run_id, Cluster.key == cluster.parent_key)
        changes.need(*database.session.scalars(select(Cluster).where(*above)))
    return book, changes


def _code(cluster: Cluster, theme: Theme, changes: Changes) -> None:
    """Let the comments of the cluster carry the theme; those that do so already are left as they are.

    It becomes the main theme of those whose main cluster it is, unless a person gave them another one by hand.
    """
    members = database.session.scalars(
        select(ClusterComment).where(ClusterComment.cluster_id == cluster.id).order_by(ClusterComment.id)
    ).all()
    wanted = {member.comment_id for member in members}
    codings = database.session.scalars(select(Coding).where(Coding.theme_id == theme.id)).all()
    there = {coding.comment_id: coding for coding in codings if coding.comment_id in wanted}
    changes.need(*there.values())
    new_mains = {member.comment_id for member in members if member.rank == 1} - set(there)
    kept = {coding.comment_id for coding in main_codings(new_mains) if coding.source == "person"}
    make_way(new_mains - kept, changes)
    changes.make(
        *(
            Coding(
                theme_id=theme.id,
                comment_id=member.comment_id,
                degree=member.score,
                primary=member.comment_id in new_mains - kept,
                cluster_id=cluster.id,
            )
            for member in members
            if member.comment_id not in there
        )
    )


def _descend(theme: Theme, cluster: Cluster, kind: str, edit_id: int) -> None:
    database.session.add(
        Lineage(theme_id=theme.id, kind=kind, from_cluster_id=cluster.id, wave_id=cluster.run.wave_id, edit_id=edit_id)
    )
