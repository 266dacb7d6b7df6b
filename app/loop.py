"""THE LOOP: what follows from what. Ask → Listen → Propose → Decide → Adapt → Tell → Measure → Ask.

`at_once` runs in the transaction of the event, so that both are stored or neither; `queued` becomes a job row in that
transaction and runs in the worker. Each takes the event's fields by keyword.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from app.db.transaction import on_event, wake_with
from app.jobs.queue import Task, enqueue


@dataclass(frozen=True)
class Follows:
    """What follows from one kind of event."""

    at_once: tuple[Callable[..., None], ...] = ()
    queued: tuple[Task, ...] = ()


LOOP: dict[type, Follows] = {}


def follow(event: Any) -> None:
    """Do and queue what follows from an event."""
    follows = LOOP.get(type(event), Follows())
    for act in follows.at_once:
        act(**asdict(event))
    for work in follows.queued:
        enqueue(work, **asdict(event))


def close_the_loop(wake: Callable[[], Any]) -> None:
    """Connect the table to transactions, and commits to the worker's alarm."""
    on_event(follow)
    wake_with(wake)
