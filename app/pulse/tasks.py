"""Jobs of Ask: write the mails with personal links, close what is over, judge comments."""

import datetime as dt
from collections.abc import Callable

from app.db import transaction
from app.jobs.queue import task
from app.jobs.worker import tell_progress
from app.pulse import queries, services
from app.pulse.models import Invitation

BATCH = 100


@task("pulse.send_invitations")
def send_invitations(wave_id: int) -> None:
    """Write the invitations that are not written yet, a hundred in one transaction; nobody gets two."""
    if queries.wave_by_id(wave_id).state == "open":
        _write_all(queries.not_yet_invited(wave_id), services.send_invitation, "invitations written")


@task("pulse.send_reminders")
def send_reminders(wave_id: int) -> None:
    """Write reminders to those who have not answered and got no mail since yesterday."""
    wave = queries.wave_by_id(wave_id)
    if wave.state == "open":
        _write_all(queries.to_remind(wave), services.write_reminder, "reminders written")


@task("pulse.send_new_links")
def send_new_links(person_id: int, request_key: str) -> None:
    """Mail somebody a new link to each open wave that asks them; `person_id` 0 stands for an unknown address."""
    with transaction():
        for invitation in queries.own_waves(person_id) if person_id else ():
            services.write_new_link(invitation, request_key)


@task("pulse.close_due_waves", every=dt.timedelta(minutes=5))
def close_due_waves() -> None:
    """Close the waves whose time is over, each in a transaction of its own."""
    for wave_id in queries.due_to_close():
        with transaction():
            wave = queries.wave_by_id(wave_id)
            if wave.state == "open":
                services.close_wave(wave, by=None)


@task("pulse.judge_comments")
def judge_comments(submission_id: int) -> None:
    """Fill in language and feeling of a submission's comments."""
    with transaction():
        for comment in queries.comments_to_judge(submission_id):
            instrument = queries.instrument(queries.wave_by_id(comment.wave_id))
            services.judge(comment, services.rating_of(submission_id, instrument))


@task("pulse.judge_past_wave")
def judge_past_wave(wave_id: int) -> None:
    """Judge the comments of a wave that came in from a file, submission by submission."""
    if queries.wave_by_id(wave_id).imported:
        for contributor in queries.contributors(wave_id):
            judge_comments.run(submission_id=contributor.submission_id)


def _write_all(rows: list[int], write: Callable[[Invitation], bool], what: str) -> None:
    for start in range(0, len(rows), BATCH):
        with transaction():
            for invitation in queries.invitations(rows[start : start + BATCH]):
                write(invitation)
        done = min(start + BATCH, len(rows))
        tell_progress(done / len(rows), f"{done} of {len(rows)} {what}")
