"""One transaction at each entry point, and the events that follow from it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.db.engine import database, writing

Event = Any  # a frozen dataclass of some domain's events.py

_before_commit: list[Callable[[Event], None]] = []
_after_commit: list[Callable[[], None]] = []


def emit(event: Event) -> None:
    """Say that something happened; what follows from it is written in the same transaction."""
    database.session.info.setdefault("events", []).append(event)


def on_event(handler: Callable[[Event], None]) -> None:
    """Have `handler` called for each event just before the commit (the loop writes its jobs there)."""
    if handler not in _before_commit:
        _before_commit.append(handler)


def on_commit(handler: Callable[[], None]) -> None:
    """Have `handler` called after a commit that had events (the worker is woken there)."""
    if handler not in _after_commit:
        _after_commit.append(handler)


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what happens inside as a whole, or nothing of it. Entry points open it; services never do."""
    session = database.session
    if writing.get():
        raise RuntimeError("transaction() inside transaction(): only entry points open one")
    session.rollback()  # ends the request's read transaction, so that this one begins as a write
    session.info["events"] = []
    token = writing.set(True)
    try:
        yield
        events = _hand_over(session.info)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        writing.reset(token)
        session.info["events"] = []
    if events:
        for handler in _after_commit:
            handler()


def _hand_over(session_info: dict[Any, Any]) -> int:
    """Give each event to the handlers, also those that a handler emits; return how many there were."""
    count = 0
    while session_info["events"]:
        event = session_info["events"].pop(0)
        count += 1
        for handler in _before_commit:
            handler(event)
    return count
