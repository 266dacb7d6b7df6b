"""The ground that a search runs on: which comments of a wave may be read one by one, fixed before anything is asked.

docs/decisions/0012-reading-comments.md says why. Nothing here depends on what is searched for.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Wave
from app.themes.models import Cluster, ClusterComment, Coding, SettledCoding, ThemingRun
from app.themes.queries.changes import whole_of
from app.themes.queries.codebook import codebook_number, themes
from app.themes.queries.readable import too_small_to_read
from app.themes.queries.reading import read_wave
from surveys.disclosure import Contribution, Tally

MOST_KEPT = 64


@dataclass(frozen=True)
class Ground:
    """What of a wave may be read: comments to these questions that carry one of these themes or are in a cluster.

    `languages` are those that enough wrote in to be named. `named` says that the wave names people anyway, and so
    everything of it may be read.
    """

    wave_id: int
    named: bool
    questions: frozenset[str]
    theme_ids: frozenset[int]
    cluster_ids: frozenset[int]
    languages: frozenset[str]


_kept: dict[str, tuple[Hashable, Ground]] = {}


def ground_of(wave: Wave) -> Ground:
    """Return the ground of a wave; it is reckoned anew when codings, clusters or comments have changed."""
    state = _state_of(wave)
    known = _kept.get(wave.public_id)
    if known is None or known[0] != state:
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        known = _kept[wave.public_id] = (state, _reckoned(wave))
    return known[1]


def may_be_read(ground: Ground) -> ColumnElement[bool]:
    """Return the condition that a comment of the wave meets which may be read."""
    of_wave = and_(Comment.wave_id == ground.wave_id, Comment.question_key.in_(ground.questions))
    if ground.named:
        return of_wave
    grouped = select(ClusterComment.id).where(
        ClusterComment.comment_id == Comment.id,
        (ClusterComment.cluster_id + 0).in_(ground.cluster_ids),
        ClusterComment.rank == 1,
    )
    return and_(of_wave, or_(carries_one(ground.theme_ids), grouped.exists()))


def carries_one(theme_ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that a comment meets which carries one of these themes."""
    # Adding nothing has the database look for the comment's few codings, not for the comment in each theme.
    return select(Coding.id).where(Coding.comment_id == Comment.id, (Coding.theme_id + 0).in_(theme_ids)).exists()


def may_be_read_in(grounds: list[Ground]) -> ColumnElement[bool]:
    """Return the same for several waves."""
    return or_(false(), *map(may_be_read, grounds))


def _state_of(wave: Wave) -> Hashable:
    """Return what the ground depends on, as few numbers that change when it may."""
    settled = select(func.count(), func.max(SettledCoding.id)).where(SettledCoding.wave_id == wave.id)
    runs = select(func.count(), func.max(ThemingRun.finished_at)).where(ThemingRun.wave_id == wave.id)
    comments = select(func.count(), func.max(Comment.id)).where(Comment.wave_id == wave.id)
    counted = [tuple(database.session.execute(one).one()) for one in (settled, runs, comments)]
    return wave.state, codebook_number(wave.program_id), *counted


def _reckoned(wave: Wave) -> Ground:
    policy, people = pulse.policy(wave), pulse.contributors(wave.id)
    if not pulse.results_can_be_seen(wave):
        return Ground(wave.id, False, frozenset(), frozenset(), frozenset(), frozenset())
    accepted = {theme.id for theme in themes(wave.program_id)}
    who = {one.submission_id: one.contribution for one in people}
    by_question: dict[str, list[Contribution]] = defaultdict(list)
    by_language: dict[str, list[Contribution]] = defaultdict(list)
    wrote = select(Comment.submission_id, Comment.question_key, Comment.language).where(Comment.wave_id == wave.id)
    for submission_id, question, language in database.session.execute(wrote):
        by_question[question].append(who[submission_id])
        by_language[language].append(who[submission_id])

    def enough(groups: Mapping[str, list[Contribution]]) -> frozenset[str]:
        return frozenset(key for key, some in groups.items() if policy.reason_to_hide(Tally.of(some)) is None)

    if not policy.hides:
        return Ground(wave.id, True, enough(by_question), frozenset(accepted), frozenset(), enough(by_language))
    reading = read_wave(wave, accepted)
    return Ground(
        wave.id,
        False,
        enough(by_question),
        frozenset(theme_id for theme_id in accepted if theme_id in reading.coded and whole_of(reading, theme_id).shown),
        _large_clusters(wave),
        enough(by_language),
    )


def _large_clusters(wave: Wave) -> frozenset[int]:
    """Return the clusters of the wave, the finer ones left out, that enough organisations are in."""
    of_wave = select(Cluster).join(ThemingRun).where(ThemingRun.wave_id == wave.id, Cluster.parent_key.is_(None))
    clusters = database.session.scalars(of_wave).all()
    small = too_small_to_read(clusters) if clusters else set()
    return frozenset(cluster.id for cluster in clusters if cluster.id not in small)
