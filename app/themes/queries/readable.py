"""Which clusters may be read: in waves that name nobody, only what enough organisations wrote together is shown."""

from collections.abc import Collection

from sqlalchemy import select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Submission
from app.themes.models import Cluster, ClusterComment
from surveys.disclosure import Contribution, Tally


def too_small_to_read(clusters: Collection[Cluster]) -> set[int]:
    """Return the rows of those of these clusters whose comments come from too few organisations or people to show."""
    wave_of = {cluster.id: cluster.run.wave_id for cluster in clusters}
    policies = {wave_id: pulse.policy(pulse.wave_by_id(wave_id)) for wave_id in set(wave_of.values())}
    rows = database.session.execute(
        select(ClusterComment.cluster_id, Submission.organisation_key, Submission.respondent_key)
        .join(Comment, Comment.id == ClusterComment.comment_id)
        .join(Submission, Submission.id == Comment.submission_id)
        .where(ClusterComment.cluster_id.in_(wave_of), ClusterComment.rank == 1)
    )
    wrote: dict[int, list[Contribution]] = {row: [] for row in wave_of}
    for cluster_id, organisation, person in rows:
        wrote[cluster_id].append(Contribution(organisation, person))
    return {row for row, who in wrote.items() if policies[wave_of[row]].reason_to_hide(Tally.of(who)) is not None}
