"""Jobs of signing in: mail a link, forget old attempts."""

import datetime as dt

from app.db import transaction
from app.identity import queries, services, slow_down
from app.jobs.queue import task


@task("identity.send_link")
def send_link(person_id: int, browser_hash: str, request_key: str) -> None:
    """Mail a one-time link that works in the asking browser; `person_id` 0 stands for an address without account."""
    if person_id:
        with transaction():
            services.send_sign_in_link(
                queries.person(person_id), browser_hash=browser_hash, unique_key=f"sign_in:{request_key}"
            )


@task("identity.forget_attempts", every=dt.timedelta(minutes=15))
def forget_attempts() -> None:
    """Remove what was kept to slow down guessing."""
    with transaction():
        slow_down.forget_old_attempts()
