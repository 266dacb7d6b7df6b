"""Reads the chain, and finds where it was changed."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import Select, func, or_, select, true

from app.audit.core import chain
from app.audit.models import AuditEntry, AuditSeal
from app.db import database


@dataclass(frozen=True)
class BrokenLink:
    """The first place where the chain doesn't hold. `position` counts from 1 in the order of writing."""

    position: int
    entry_id: int | None
    reason: str


def verify() -> BrokenLink | None:
    """Return the first broken link of the audit chain, None when every entry and the end are as written."""
    # One statement, so that entries and seal are of one moment also while others write.
    both = select(AuditSeal, AuditEntry).join_from(AuditSeal, AuditEntry, true(), isouter=True).order_by(AuditEntry.id)
    seal: AuditSeal | None = None
    previous, position = chain.START, 0
    for found_seal, entry in database.session.execute(both.execution_options(yield_per=1000)):
        seal = found_seal
        if entry is None:
            continue
        position += 1
        if reason := _fault(entry, previous):
            return BrokenLink(position, entry.id, reason)
        previous = entry.digest
    return _fault_at_the_end(seal, position, previous)


def count_entries() -> int:
    """Return how many entries the chain has."""
    return database.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def entries_of(program_id: int) -> Select[AuditEntry]:
    """Return the query for the entries of a program and of the installation, newest first."""
    of_program = or_(AuditEntry.program_id == program_id, AuditEntry.program_id.is_(None))
    return select(AuditEntry).where(of_program).order_by(AuditEntry.id.desc())


def _fault(entry: AuditEntry, previous: str) -> str:
    if entry.previous != previous:
        return "does not follow the entry before it: one was taken out, put in or moved here"
    digest = chain.entry_digest(
        at=entry.at,
        person_id=entry.person_id,
        program_id=entry.program_id,
        verb=entry.verb,
        subject=entry.subject,
        details=entry.details,
        previous=entry.previous,
    )
    return "" if digest == entry.digest else "was changed after it was written"


def _fault_at_the_end(seal: AuditSeal | None, entries: int, digest: str) -> BrokenLink | None:
    if seal is None:
        missing = count_entries()
        return BrokenLink(1, None, "the seal of the chain is missing") if missing else None
    if (seal.entries, seal.digest) != (entries, digest):
        return BrokenLink(entries + 1, None, f"the chain has {entries} entries, but {seal.entries} were written")
    secret = current_app.config["SETTINGS"].secret_key
    if seal.signature != chain.signature(secret, entries, digest):
        return BrokenLink(entries, None, "the seal does not fit: the chain was rewritten, or SECRET_KEY was changed")
    return None
