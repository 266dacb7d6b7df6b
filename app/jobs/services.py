"""What a person can do to a job."""

from app.db.transaction import work_is_waiting
from app.jobs.models import Job
from app.shared import clock
from app.shared.errors import ConflictError


def retry(job: Job) -> None:
    """Queue a failed job again, with all its attempts. Raises ConflictError for one that has not failed."""
    if job.state != "failed":
        raise ConflictError("Only a failed job can be tried again.")
    job.state, job.attempts, job.error = "queued", 0, ""
    job.run_after, job.finished_at = clock.now(), None
    work_is_waiting()
