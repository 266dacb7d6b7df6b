"""What people do with a cluster that they have read: accept it as a theme, merge it into one, discard it, split it."""

from collections.abc import Sequence

from sqlalchemy import select

from app.db import database, emit
from app.identity.viewer import Viewer
from app.shared.errors import DomainError
from app.themes import queries
from app.themes.events import ThemeAccepted
from app.themes.models import Cluster, ClusterComment, Coding, Lineage, Theme
from app.themes.services.changes import Changes
from app.themes.services.codebook import checked_definition, checked_name, must_be_accepted, said
from app.themes.services.deciding import begin_on, write_about
from app.themes.services.mains import main_codings, make_way

LONGEST_LABEL = 200


def accept(cluster: Cluster, name: str, definition: str = "", *, seen: int | None = None, by: Viewer) -> Theme:
    """Return the new theme that the cluster's comments now carry.

    `seen` is the cluster's revision that the reader saw, here and below: another one is a conflict.
    """
    book, changes = begin_on(cluster, by, seen=seen)
    theme = Theme(
        program_id=book.program_id,
        name=checked_name(name, book.program_id),
        definition=checked_definition(definition),
        centroid=cluster.centroid,
    )
    changes.make(theme)
    changes.set(cluster, state="accepted", theme_id=theme.id)
    _code(cluster, theme, changes)
    edit = write_about(cluster, book, "accept", f"accepted {said(theme.name)} as a theme", changes, by=by)
    _descend(theme, cluster, "accepted", edit.id)
    emit(ThemeAccepted(theme.id), book.program_id)
    return theme


def merge_cluster(cluster: Cluster, theme: Theme, *, seen: int | None = None, by: Viewer) -> Theme:
    """Have the cluster's comments carry a theme that exists, and return it."""
    book, changes = begin_on(cluster, by, theme, seen=seen)
    must_be_accepted(theme)
    changes.need(theme)
    changes.set(cluster, state="merged", theme_id=theme.id)
    _code(cluster, theme, changes)
    sentence = f"merged the cluster {said(queries.shown_label(cluster))} into {said(theme.name)}"
    edit = write_about(cluster, book, "merge_cluster", sentence, changes, by=by)
    _descend(theme, cluster, "merged", edit.id)
    return theme


def discard(cluster: Cluster, *, seen: int | None = None, by: Viewer) -> None:
    """Take the cluster off the list; its comments stay and carry nothing by it."""
    book, changes = begin_on(cluster, by, seen=seen)
    changes.set(cluster, state="discarded")
    sentence = f"discarded the cluster {said(queries.shown_label(cluster))}"
    write_about(cluster, book, "discard", sentence, changes, by=by)


def split(cluster: Cluster, *, seen: int | None = None, by: Viewer) -> Sequence[Cluster]:
    """Put the finer clusters within this one on the list in its place, and return them."""
    book, changes = begin_on(cluster, by, seen=seen)
    parts = queries.parts_of(cluster)
    if len(parts) < 2:
        raise DomainError("There are no finer groups in this cluster.", code="no_parts")
    changes.set(cluster, state="split")
    sentence = f"split the cluster {said(queries.shown_label(cluster))} into {len(parts)}"
    write_about(cluster, book, "split_cluster", sentence, changes, by=by)
    return parts


def rename_cluster(cluster: Cluster, label: str, *, seen: int | None = None, by: Viewer) -> None:
    """Give a cluster another label while it waits. Raises DomainError where that is empty or too long."""
    book, changes = begin_on(cluster, by, seen=seen)
    label = " ".join(label.split())
    if not label:
        raise DomainError("A cluster needs a label.", fields={"label": "Give the cluster a label."})
    if len(label) > LONGEST_LABEL:
        raise DomainError("The label is too long.", fields={"label": f"Use at most {LONGEST_LABEL} characters."})
    if label == cluster.label:
        return
    old = queries.shown_label(cluster)
    changes.set(cluster, label=label, revision=cluster.revision + 1)
    sentence = f"renamed the cluster {said(old)} to {said(queries.shown_label(cluster))}"
    write_about(cluster, book, "rename_cluster", sentence, changes, by=by)


def _code(cluster: Cluster, theme: Theme, changes: Changes) -> None:
    """Let the comments of the cluster carry the theme; those that do so already are left as they are.

    It becomes the main theme of those whose main cluster it is, unless a person gave them another one by hand and
    did not put them here afterwards.
    """
    members = database.session.scalars(
        select(ClusterComment)
        .where(ClusterComment.cluster_id == cluster.id, ClusterComment.rank > 0)
        .order_by(ClusterComment.id)
    ).all()
    wanted = {member.comment_id for member in members}
    codings = database.session.scalars(select(Coding).where(Coding.theme_id == theme.id)).all()
    there = {coding.comment_id: coding for coding in codings if coding.comment_id in wanted}
    changes.need(*there.values())
    new_mains = {member.comment_id for member in members if member.rank == 1} - set(there)
    by_hand = {member.comment_id for member in members if member.by_hand}
    kept = {coding.comment_id for coding in main_codings(new_mains) if coding.source == "person"} - by_hand
    make_way(new_mains - kept, changes)
    changes.make(
        *(
            Coding(
                theme_id=theme.id,
                comment_id=member.comment_id,
                degree=member.score,
                primary=member.comment_id in new_mains - kept,
                source="person" if member.by_hand else "cluster",
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
