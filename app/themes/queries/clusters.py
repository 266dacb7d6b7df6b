"""Reads of theming runs and their clusters."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.db import database
from app.jobs.models import Job
from app.pulse import queries as pulse
from app.pulse.models import Wave
from app.shared import clock
from app.shared.found import found
from app.themes.models import Cluster, Lineage, ThemingRun

GIVEN_UP_AFTER = dt.timedelta(hours=3)
SET_APART = "non-answers"
"""The key of the cluster of comments that say nothing: never read as a theme, never counted."""


def runs(program_id: int) -> Sequence[ThemingRun]:
    """Return the program's runs, the newest first."""
    of_program = ThemingRun.program_id == program_id
    return database.session.scalars(select(ThemingRun).where(of_program).order_by(ThemingRun.id.desc())).all()


def run(program_id: int, public_id: str) -> ThemingRun:
    """Return a run of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(
            select(ThemingRun).where(ThemingRun.program_id == program_id, ThemingRun.public_id == public_id)
        )
    )


def run_by_id(run_id: int) -> ThemingRun | None:
    """Return a run by its row."""
    return database.session.get(ThemingRun, run_id)


def progress_of(run_id: int) -> tuple[float, str]:
    """Return how far the job of a run is, 0–1, and at what it works."""
    newest = select(Job.progress, Job.progress_note).where(
        Job.task == "themes.run", Job.arguments["run_id"].as_integer() == run_id
    )
    row = database.session.execute(newest.order_by(Job.id.desc()).limit(1)).one_or_none()
    return (row.progress or 0.0, row.progress_note) if row else (0.0, "")


def unfinished_runs(program_id: int, wave_id: int | None = None) -> Sequence[ThemingRun]:
    """Return the runs that wait or are at work, of one wave where given; one that hangs for hours is given up."""
    wanted = select(ThemingRun).where(
        ThemingRun.program_id == program_id,
        ThemingRun.state.in_(("waiting", "running")),
        ThemingRun.created_at > clock.now() - GIVEN_UP_AFTER,
    )
    if wave_id is not None:
        wanted = wanted.where(ThemingRun.wave_id == wave_id)
    return database.session.scalars(wanted.order_by(ThemingRun.id)).all()


def clusters(run_id: int) -> Sequence[Cluster]:
    """Return the clusters of a run: themes the largest first, each followed by its finer ones."""
    return database.session.scalars(select(Cluster).where(Cluster.run_id == run_id).order_by(Cluster.id)).all()


def cluster(program_id: int, public_id: str) -> Cluster:
    """Return a cluster of the program. Raises NotFoundError."""
    return found(
        database.session.scalar(
            select(Cluster).join(ThemingRun).where(ThemingRun.program_id == program_id, Cluster.public_id == public_id)
        )
    )


def parts_of(cluster: Cluster) -> Sequence[Cluster]:
    """Return the finer clusters within one, the largest first."""
    within = (Cluster.run_id == cluster.run_id, Cluster.parent_key == cluster.key)
    return database.session.scalars(select(Cluster).where(*within).order_by(Cluster.id)).all()


def parts_of_theme(theme_id: int) -> Sequence[Cluster]:
    """Return the finer clusters within those that came into a theme, the largest first: along them it can be split."""
    whole = aliased(Cluster)
    return database.session.scalars(
        select(Cluster)
        .join(whole, and_(whole.run_id == Cluster.run_id, whole.key == Cluster.parent_key))
        .join(Lineage, Lineage.from_cluster_id == whole.id)
        .where(Lineage.theme_id == theme_id)
        .order_by(Cluster.size.desc(), Cluster.id)
    ).all()


def closed_waves(program_id: int) -> list[Wave]:
    """Return the waves whose comments can be grouped, the newest first."""
    return [wave for wave in pulse.waves(program_id) if wave.state == "closed"]


def wave_labels(program_id: int) -> dict[int, str]:
    """Return the labels of the program's waves by their rows."""
    return {wave.id: wave.label for wave in pulse.waves(program_id)}


def waiting_clusters(program_id: int) -> int:
    """Return how many clusters wait to be read."""
    return database.session.scalar(_waiting(program_id).with_only_columns(func.count(Cluster.id))) or 0


def clusters_to_read(program_id: int) -> Sequence[Cluster]:
    """Return the clusters that wait to be read, the newest run first, in it the largest first."""
    in_order = _waiting(program_id).order_by(Cluster.run_id.desc(), Cluster.size.desc(), Cluster.id)
    return database.session.scalars(in_order.options(joinedload(Cluster.run))).all()


def waits_to_be_read(cluster: Cluster) -> bool:
    """Whether the cluster is on the list of those to read."""
    if cluster.state != "waiting" or cluster.parent_key is None:
        return cluster.state == "waiting"
    above = (Cluster.run_id == cluster.run_id, Cluster.key == cluster.parent_key)
    return database.session.scalar(select(Cluster.state).where(*above)) == "split"


def _waiting(program_id: int) -> Select[Cluster]:
    """Return the query for clusters that wait: themes, and the parts of those that were split."""
    above = aliased(Cluster)
    return (
        select(Cluster)
        .join(ThemingRun, ThemingRun.id == Cluster.run_id)
        .outerjoin(above, and_(above.run_id == Cluster.run_id, above.key == Cluster.parent_key))
        .where(
            ThemingRun.program_id == program_id,
            Cluster.state == "waiting",
            or_(Cluster.parent_key.is_(None), above.state == "split"),
        )
    )
