"""Writes who did what into the chain."""

from typing import Any, Protocol

from flask import current_app
from sqlalchemy import text

from app.audit.core import chain
from app.audit.models import AuditEntry, AuditSeal
from app.db import database
from app.shared import clock

_LOCK = 7_205_759
"""Number of the advisory lock that makes writers of the chain wait for each other on PostgreSQL."""


class Actor(Protocol):
    """Who acts: a Viewer."""

    @property
    def person_id(self) -> int: ...

    @property
    def program_id(self) -> int: ...


def record(verb: str, subject: str, *, by: Actor | None, program_id: int | None = None, **details: Any) -> AuditEntry:
    """Append an entry to the chain, in the present transaction, and return it.

    `subject` is kind and public id, "wave:01k…"; `by` is None for what happens by itself. Details must not hold
    secrets or what people said. SQLite's writer is alone already; on PostgreSQL an advisory lock is held to the end.
    """
    if database.engine.dialect.name == "postgresql":
        database.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    seal = database.session.get(AuditSeal, 1, populate_existing=True)
    if seal is None:
        seal = AuditSeal(entries=0, digest=chain.START, signature="")
        database.session.add(seal)
    fields: dict[str, Any] = {
        "at": clock.now(),
        "person_id": by.person_id if by else None,
        "program_id": program_id if program_id is not None else by.program_id if by else None,
        "verb": verb,
        "subject": subject[:120],
        "details": chain.plain(details),
        "previous": seal.digest,
    }
    entry = AuditEntry(**fields, digest=chain.entry_digest(**fields))
    database.session.add(entry)
    seal.entries += 1
    seal.digest = entry.digest
    seal.signature = chain.signature(current_app.config["SETTINGS"].secret_key, seal.entries, seal.digest)
    database.session.flush()
    return entry
