"""Huey carries the wake-ups: the web process says "there is work", the worker's consumer hears it.

The jobs themselves are rows of our own table, since a task that a killed consumer was running would be lost.
"""

import threading
from typing import Any

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab

from app.jobs.worker import hand_back_all, queue_what_is_due_regularly, work_off
from config import Settings


def make_huey(settings: Settings) -> Huey:
    """Return the carrier: Redis where set, else a file beside the embedded database."""
    if settings.redis_url:
        return RedisHuey("parley", url=settings.redis_url)
    settings.instance_dir.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("parley", filename=str(settings.instance_dir / "wake.db"), fsync=False)


def register_wakeups(app: Flask, huey: Huey) -> Any:
    """Register the wake-up task and the minute's round; return the function that sends a wake-up."""
    app.extensions["parley_stopping"] = threading.Event()

    def stopping() -> bool:
        return bool(app.extensions["parley_stopping"].is_set())

    @huey.task()
    def wake() -> None:
        with app.app_context():
            work_off(stop=stopping)

    @huey.periodic_task(crontab(minute="*"))
    def round_of_the_minute() -> None:
        with app.app_context():
            queue_what_is_due_regularly()
            work_off(stop=stopping)

    return wake


def run_worker(app: Flask) -> None:
    """Run the consumer until SIGTERM: no job is begun; those in hand are finished, or handed back after 5 seconds."""
    huey: Huey = app.extensions["parley_huey"]
    consumer = huey.create_consumer(
        workers=2,
        worker_type="thread",
        periodic=True,
        initial_delay=0.2,
        max_delay=1.0,
        graceful_signal="TERM",
        shutdown_timeout=5,
    )
    app.extensions["parley_stopping"] = consumer.stop_flag
    with app.app_context():
        queue_what_is_due_regularly()
    app.extensions["parley_wake"]()
    consumer.run()
    with app.app_context():
        hand_back_all()
