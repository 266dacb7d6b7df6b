"""How every edit of a cluster begins and ends: nobody decides on what is no longer as they saw it."""

from sqlalchemy import select

from app.db import database
from app.identity.viewer import Viewer
from app.shared.errors import ConflictError
from app.themes import queries
from app.themes.models import Cluster, Codebook, CodebookEdit, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import begin_edit, write_edit


def begin_on(cluster: Cluster, by: Viewer, *rows: Theme | Cluster, seen: int | None = None) -> tuple[Codebook, Changes]:
    """Return the locked codebook and the changes to come; `cluster` and `rows` are read anew.

    Raises ConflictError where the cluster is off the list, or its revision is not the one that was `seen`.
    """
    book = begin_edit(by, cluster, *rows)
    if not queries.waits_to_be_read(cluster):
        raise ConflictError(f"Somebody else was faster: {_last_word(cluster)} Nothing was changed.")
    if seen is not None and seen != cluster.revision:
        raise ConflictError(f"This cluster has changed since you opened it: {_last_word(cluster)} Look again.")
    changes = Changes()
    if cluster.parent_key is not None:
        above = (Cluster.run_id == cluster.run_id, Cluster.key == cluster.parent_key)
        changes.need(*database.session.scalars(select(Cluster).where(*above)))
    return book, changes


def write_about(
    cluster: Cluster, book: Codebook, kind: str, sentence: str, changes: Changes, *, by: Viewer
) -> CodebookEdit:
    """Return the stored edit, which says which cluster it was about."""
    edit = write_edit(book, kind, sentence, changes, by=by)
    edit.cluster_id = cluster.id
    return edit


def _last_word(cluster: Cluster) -> str:
    """Return what was done with the cluster last, as a sentence."""
    last = queries.last_edit_about(cluster)
    return f"{last.sentence}." if last else "it is off the list."
