"""How a reading of clusters goes on: what was done lately and by whom, how far the list is read, at which pace."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from app.db import database
from app.shared import clock
from app.themes.core.pace import minutes_left
from app.themes.models import Cluster, CodebookEdit
from app.themes.queries.clusters import SET_APART

SITTING = dt.timedelta(hours=2)
MOST_IN_STACK = 10
_DECIDING = ("accept", "merge_cluster", "discard", "split_cluster")


@dataclass(frozen=True, slots=True)
class Reach:
    """How many clusters of the runs on the list are read, how many are left, and in how many minutes at one's pace."""

    read: int
    left: int
    minutes: int | None


def lately(program_id: int) -> Sequence[CodebookEdit]:
    """Return what was done to the codebook in this sitting, the newest first, at most ten."""
    return database.session.scalars(
        select(CodebookEdit)
        .where(CodebookEdit.program_id == program_id, CodebookEdit.at > clock.now() - SITTING)
        .order_by(CodebookEdit.number.desc())
        .limit(MOST_IN_STACK)
    ).all()


def edits_about(cluster: Cluster) -> Sequence[CodebookEdit]:
    """Return what was done with a cluster, the newest first; of a part also what was done with the whole."""
    above = select(Cluster.id).where(Cluster.run_id == cluster.run_id, Cluster.key == cluster.parent_key)
    about = or_(CodebookEdit.cluster_id == cluster.id, CodebookEdit.cluster_id.in_(above))
    return database.session.scalars(select(CodebookEdit).where(about).order_by(CodebookEdit.number.desc())).all()


def cluster_of_edit(edit: CodebookEdit) -> Cluster | None:
    """Return the cluster that an edit was about, if it was about one."""
    return database.session.get(Cluster, edit.cluster_id) if edit.cluster_id else None


def last_edit_about(cluster: Cluster) -> CodebookEdit | None:
    """Return what was done with a cluster last and is not undone."""
    return next((edit for edit in edits_about(cluster) if edit.undone_at is None), None)


def reach(program_id: int, person_id: int, waiting: Sequence[Cluster]) -> Reach:
    """Return how far the reading of these waiting clusters' runs is, and how long the rest takes this person."""
    above = aliased(Cluster)
    read = database.session.scalar(
        select(func.count(Cluster.id))
        .outerjoin(above, and_(above.run_id == Cluster.run_id, above.key == Cluster.parent_key))
        .where(
            Cluster.run_id.in_({one.run_id for one in waiting}),
            Cluster.state.in_(("accepted", "merged", "discarded")),
            Cluster.key != SET_APART,
            or_(Cluster.parent_key.is_(None), above.state == "split"),
        )
    )
    decided = database.session.scalars(
        select(CodebookEdit.at).where(
            CodebookEdit.program_id == program_id,
            CodebookEdit.person_id == person_id,
            CodebookEdit.kind.in_(_DECIDING),
            CodebookEdit.at > clock.now() - SITTING,
        )
    ).all()
    return Reach(read or 0, len(waiting), minutes_left(decided, len(waiting)))
