"""What a run found in a wave and nobody has named yet, through the gate: for reports made before anyone has read it."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Wave
from app.themes.core.segments import Prevalence, prevalence_table
from app.themes.models import Cluster, ClusterComment, ThemingRun
from app.themes.queries.clusters import SET_APART
from app.themes.queries.reading import WaveReading, read_wave
from surveys.disclosure import Published, Quote, QuoteCandidate, publish_quotes


@dataclass(frozen=True)
class UnnamedGroup:
    """A cluster that waits to be read: its machine's label, its share of organisations and typical quotes."""

    label: str
    keywords: tuple[str, ...]
    share: Published[Prevalence]
    quotes: Published[tuple[Quote, ...]]


def unnamed_groups(wave: Wave, most: int = 3) -> list[UnnamedGroup]:
    """Return the waiting clusters of the wave's newest finished run, those that show, the most widespread first."""
    run = newest_run(wave.id)
    if run is None:
        return []
    waiting = database.session.scalars(
        select(Cluster).where(Cluster.run_id == run.id, Cluster.parent_key.is_(None), Cluster.state == "waiting")
    ).all()
    reading = read_wave(wave, [])
    people = {one.submission_id: one for one in pulse.contributors(wave.id)}
    groups = [_group(cluster, reading, people, most) for cluster in waiting if cluster.key != SET_APART]
    shown = [group for group in groups if group.share.value is not None]
    return sorted(shown, key=lambda group: -(group.share.value.share if group.share.value else 0))


def newest_run(wave_id: int) -> ThemingRun | None:
    """Return the wave's newest finished run."""
    return database.session.scalar(
        select(ThemingRun)
        .where(ThemingRun.wave_id == wave_id, ThemingRun.state == "done")
        .order_by(ThemingRun.id.desc())
        .limit(1)
    )


def _group(cluster: Cluster, reading: WaveReading, people: dict[int, pulse.Contributor], most: int) -> UnnamedGroup:
    rows = database.session.execute(
        select(Comment.submission_id, Comment.text)
        .join(ClusterComment, ClusterComment.comment_id == Comment.id)
        .where(ClusterComment.cluster_id == cluster.id, ClusterComment.rank == 1)
        .order_by(ClusterComment.exemplar.is_(None), ClusterComment.exemplar, ClusterComment.score.desc(), Comment.text)
    ).all()
    raisers = {people[submission_id].contribution for submission_id, _ in rows}
    table = prevalence_table(reading.answered, raisers)
    candidates = [
        QuoteCandidate(people[row].contribution, text, people[row].roles, people[row].market) for row, text in rows
    ]
    quotes = publish_quotes(candidates, most=most, segments=table)
    return UnnamedGroup(cluster.label, tuple(cluster.keywords), table.whole, quotes)
