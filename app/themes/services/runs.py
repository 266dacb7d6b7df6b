"""Asks for theming runs and stores what they find."""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from app.audit.services import record
from app.db import database, emit
from app.identity.viewer import Viewer
from app.pulse.models import Wave
from app.shared import clock
from app.shared.errors import ConflictError, DomainError
from app.themes import queries
from app.themes.events import RunAsked
from app.themes.models import Cluster, ClusterComment, CodebookEdit, Lineage, Theme, ThemingRun

if TYPE_CHECKING:  # the analysis is loaded in the worker only
    from analysis.lineage import Match
    from analysis.result import FoundSubtheme, FoundTheme, ThemingResult

SEED = 1


def ask_for_run(wave: Wave, *, by: Viewer | None) -> ThemingRun:
    """Return a run over the wave's comments that now waits for the worker.

    By itself (`by` None) a run that is under way already is returned; a person is told of it with ConflictError.
    """
    if by:
        by.must("themes.edit")
    under_way = queries.unfinished_runs(wave.program_id, wave.id)
    if under_way and by is None:
        return under_way[0]
    if under_way:
        raise ConflictError(f"The comments of {wave.label} are being grouped already.")
    if wave.state != "closed":  # an answer may still be changed while the wave is open, and its comment with it
        raise DomainError(f"{wave.label} is still open: its comments can be read when it has closed.", code="open")
    run = ThemingRun(program_id=wave.program_id, wave_id=wave.id, seed=SEED)
    database.session.add(run)
    database.session.flush()
    record("themes.run", f"run:{run.public_id}", by=by, program_id=wave.program_id)
    emit(RunAsked(run.id), wave.program_id)
    return run


def start_run(run: ThemingRun) -> None:
    """Say that the run is at work."""
    run.state, run.error = "running", ""


def lock_open_run(run_id: int) -> ThemingRun | None:
    """Return the run, which no other worker stores meanwhile; None where one that took the job over has ended it."""
    wanted = select(ThemingRun).where(ThemingRun.id == run_id, ThemingRun.state != "done").with_for_update()
    return database.session.scalar(wanted.execution_options(populate_existing=True))


def fail_run(run: ThemingRun, error: BaseException) -> None:
    """Say why the run failed; a retry starts it again."""
    run.state, run.finished_at = "failed", clock.now()
    run.error = "".join(traceback.format_exception_only(error)).strip()[:2000]


def end_run_without_clusters(run: ThemingRun, comments: int) -> None:
    """Say that there were too few comments to group; clusters of earlier runs go that nobody has acted on."""
    for one in (run, *_untouched_earlier_runs(run)):
        _forget_clusters(one)
    run.state, run.comments, run.finished_at = "done", comments, clock.now()


def store_result(
    run: ThemingRun, result: "ThemingResult", matches: "Sequence[Match]", comment_ids: Mapping[str, int]
) -> None:
    """Store the clusters of a run in place of those that an earlier try of it stored.

    `matches` propose themes by row for clusters by key; `comment_ids` give the row of each comment by its id in the
    result. Clusters of earlier runs of the wave go where nobody has acted on any of them.
    """
    _forget_clusters(run)
    for earlier in _untouched_earlier_runs(run):
        _forget_clusters(earlier)
    proposed = {match.cluster: match for match in matches}
    rows = {}
    for theme in result.themes:
        rows[theme.id] = _cluster(run, result, theme, None)
        if len(theme.subthemes) > 1:
            rows |= {part.id: _cluster(run, result, part, theme.id) for part in theme.subthemes}
    for key, row in rows.items():
        if key in proposed:
            row.proposed_theme_id, row.similarity = int(proposed[key].theme), proposed[key].similarity
    database.session.add_all(rows.values())
    database.session.flush()
    places = _places(result, {key: row.id for key, row in rows.items()}, comment_ids)
    if places:
        database.session.execute(insert(ClusterComment), places)
    run.state, run.comments, run.finished_at = "done", result.comments, clock.now()
    run.recipe = asdict(result.recipe) | {"mode_used": result.mode}
    run.versions, run.input_digest = dict(result.versions), result.input_digest


def _cluster(
    run: ThemingRun, result: "ThemingResult", found: "FoundTheme | FoundSubtheme", parent: str | None
) -> Cluster:
    apart = queries.SET_APART in (found.id, parent)
    return Cluster(
        run_id=run.id,
        key=found.id,
        parent_key=parent,
        label=found.label[:200],
        keywords=list(found.keywords),
        size=found.size,
        centroid=None if apart else result.centroid(found.id).astype("<f4").tobytes(),
        state="discarded" if apart else "waiting",
    )


def _places(
    result: "ThemingResult", cluster_ids: Mapping[str, int], comment_ids: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return a row for each comment in each cluster that it belongs to, on both levels."""
    levels: list[FoundTheme | FoundSubtheme] = [
        *result.themes,
        *(part for theme in result.themes for part in theme.subthemes),
    ]
    typical = {
        (found.id, comment): number for found in levels for number, comment in enumerate(found.exemplars, start=1)
    }
    return [
        {
            "cluster_id": cluster_ids[key],
            "comment_id": comment_ids[one.id],
            "rank": one.rank,
            "score": one.score,
            "exemplar": typical.get((key, one.id)),
        }
        for one in result.assignments
        for key in dict.fromkeys((one.theme_id, one.subtheme_id))
        if key in cluster_ids
    ]


def _untouched_earlier_runs(run: ThemingRun) -> list[ThemingRun]:
    earlier = database.session.scalars(
        select(ThemingRun).where(ThemingRun.wave_id == run.wave_id, ThemingRun.id != run.id)
    ).all()
    return [one for one in earlier if not _acted_on(one)]


def _acted_on(run: ThemingRun) -> bool:
    """Whether anybody has done something with a cluster of the run, be it undone since."""
    of_run = select(Cluster.id).where(Cluster.run_id == run.id)
    taken = of_run.where(Cluster.state != "waiting", Cluster.key != queries.SET_APART)
    remembered = select(Lineage.id).where(Lineage.from_cluster_id.in_(of_run))
    edited = select(CodebookEdit.id).where(CodebookEdit.cluster_id.in_(of_run))
    return any(database.session.scalar(one.limit(1)) is not None for one in (taken, remembered, edited))


def _forget_clusters(run: ThemingRun) -> None:
    of_run = select(Cluster.id).where(Cluster.run_id == run.id)
    database.session.execute(delete(ClusterComment).where(ClusterComment.cluster_id.in_(of_run)))
    database.session.execute(delete(Cluster).where(Cluster.run_id == run.id))


def keep_centroids(centroids: Mapping[int, bytes]) -> None:
    """Store the centroids of themes that had none, by the theme's row."""
    for theme_id, centroid in centroids.items():
        theme = database.session.get(Theme, theme_id)
        if theme is not None and theme.centroid is None:
            theme.centroid = centroid
