"""One transaction at each entry point, and the events that follow from it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.db.engine import database, writing

Event = Any  # a frozen dataclass of some domain's events.py

Handler = Callable[[Event, int | None], None]

_before_commit: list[Handler] = []
_alarm: list[Callable[[], None]] = []


def emit(event: Event, program_id: int | None = None) -> None:
    """Say that something happened in a program, or in none; what follows is written in the same transaction."""
    database.session.info.setdefault("events", []).append((event, program_id))


def on_event(handler: Handler) -> None:
    """Have `handler` called with each event and its program just before the commit (the loop writes its jobs there)."""
    if handler not in _before_commit:
        _before_commit.append(handler)


def wake_with(alarm: Callable[[], None]) -> None:
    """Have `alarm` called after each commit that wrote jobs; a later call replaces it."""
    _alarm[:] = [alarm]


def work_is_waiting() -> None:
    """Say that the present transaction leaves work for the worker, which is woken once it is committed."""
    database.session.info["work"] = True


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what happens inside as a whole, or nothing of it. Entry points open it; services never do."""
    session = database.session
    if writing.get():
        raise RuntimeError("transaction() inside transaction(): only entry points open one")
    session.rollback()  # ends the request's read transaction, so that this one begins as a write
    session.info.update(events=[], work=False)
    token = writing.set(True)
    try:
        yield
        _hand_over(session.info)
        work = session.info["work"]
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        writing.reset(token)
        session.info.update(events=[], work=False)
    if work:
        for alarm in _alarm:
            alarm()


def _hand_over(session_info: dict[Any, Any]) -> None:
    """Give each event to the handlers, also those that a handler emits."""
    while session_info["events"]:
        event, program_id = session_info["events"].pop(0)
        for handler in _before_commit:
            handler(event, program_id)
