"""Which clusters may be read: in waves that name nobody, only what enough organisations wrote together is shown.

A cluster is judged by the comments that the run found for it. What people move in or out by hand doesn't change the
answer, so that nobody can tell from it who wrote a single comment.
"""

from collections.abc import Collection

from sqlalchemy import and_, func, select

from app.db import database
from app.pulse import queries as pulse
from app.pulse.models import Comment, Submission
from app.themes.models import Cluster, ClusterComment
from surveys.disclosure import Tally

TOO_SMALL = "a group too small to show"
FOUND_IN = and_(ClusterComment.rank.in_((0, 1)), ClusterComment.by_hand.is_(False))
"""The places that the run gave comments as their main ones, whatever was done by hand since."""


def too_small_to_read(clusters: Collection[Cluster]) -> set[int]:
    """Return the rows of those of these clusters whose comments come from too few organisations or people to show."""
    wave_of = {cluster.id: cluster.run.wave_id for cluster in clusters}
    policies = {wave_id: pulse.policy(pulse.wave_by_id(wave_id)) for wave_id in set(wave_of.values())}
    if not any(policy.hides for policy in policies.values()):
        return set()
    tallies = _tallies(wave_of)
    nobody = Tally(0, 0, 0, 0)
    return {
        row
        for row, wave_id in wave_of.items()
        if policies[wave_id].reason_to_hide(tallies.get(row, nobody)) is not None
    }


def shown_label(cluster: Cluster) -> str:
    """Return what a cluster is called; the label is made of its comments' words, so one too small to read has none."""
    return TOO_SMALL if too_small_to_read([cluster]) else cluster.label


def _tallies(cluster_ids: Collection[int]) -> dict[int, Tally]:
    """Return who wrote what a run found for each of these clusters, counted by the database."""
    by_organisation = (
        select(
            ClusterComment.cluster_id.label("cluster"),
            func.count().label("answers"),
            func.count(Submission.respondent_key.distinct()).label("people"),  # nobody answers for two organisations
        )
        .join(Comment, Comment.id == ClusterComment.comment_id)
        .join(Submission, Submission.id == Comment.submission_id)
        .where(ClusterComment.cluster_id.in_(cluster_ids), FOUND_IN)
        .group_by(ClusterComment.cluster_id, Submission.organisation_key)
        .subquery()
    )
    one = by_organisation.c
    counted = select(one.cluster, func.count(), func.sum(one.people), func.sum(one.answers), func.max(one.answers))
    rows = database.session.execute(counted.group_by(one.cluster))
    return {cluster: Tally(*(int(number) for number in numbers)) for cluster, *numbers in rows}
