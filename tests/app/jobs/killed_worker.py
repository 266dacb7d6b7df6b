"""A worker process for tests: it runs one job, which writes what it does to a file and can be killed in the middle."""

import sys
import time
from pathlib import Path

from app.factory import create_app
from app.identity.services import create_person
from app.jobs.queue import task
from config import Settings


@task("tests.slow")
def slow(folder: str) -> None:
    """Begin, wait to be killed the first time, then store one person, once."""
    from app.db import transaction
    from app.identity.queries import person_by_email

    log = Path(folder) / "begun"
    first = not log.exists()
    log.open("a").write("x")
    with transaction():
        if person_by_email("once@partner.example") is None:
            create_person("once@partner.example", "Once")
        if first:
            time.sleep(60)


def main(url: str, folder: str) -> None:
    """Work off the queue of a database, the clock running."""
    from app.jobs.worker import work_off

    settings = Settings(
        profile="test", instance_dir=folder, database_url=url, secret_key="a secret only for tests " * 2,
        job_lease_seconds=5,
    )  # fmt: skip
    with create_app(settings).app_context():
        work_off()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
