"""The audit chain: every edit, drop, insert and reorder of any entry is found, also by who recomputes the digests."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.audit import queries
from app.audit.core import chain
from app.audit.models import AuditEntry, AuditSeal
from app.audit.services import record
from app.db import database, transaction
from app.shared import clock
from tests.people import make_person, make_program

LENGTH = 5


@pytest.fixture(autouse=True)
def five_entries(app: Flask) -> None:
    program = make_program()
    make_person("ada@northwind.example", "admin", program=program)
    for number in range(LENGTH):
        clock.advance(dt.timedelta(seconds=1))
        with transaction():
            record(f"verb.{number}", f"wave:{number}", by=None, program_id=program.id, note="Übung", n=number)


def entries() -> list[AuditEntry]:
    return list(database.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def broken_at() -> int | None:
    database.session.rollback()
    link = queries.verify()
    return link.position if link else None


def test_an_untouched_chain_holds() -> None:
    assert queries.verify() is None


def test_no_entries_are_a_whole_chain(app: Flask) -> None:
    with transaction():
        database.session.execute(delete(AuditEntry))
        database.session.execute(delete(AuditSeal))
    assert queries.verify() is None


EDITS: dict[str, Callable[[AuditEntry], None]] = {
    "verb": lambda entry: setattr(entry, "verb", "other.verb"),
    "subject": lambda entry: setattr(entry, "subject", "wave:x"),
    "details": lambda entry: setattr(entry, "details", {"note": "Übung", "n": 99}),
    "at": lambda entry: setattr(entry, "at", entry.at + dt.timedelta(microseconds=1)),
    "person": lambda entry: setattr(entry, "person_id", 1),
    "program": lambda entry: setattr(entry, "program_id", None),
    "previous": lambda entry: setattr(entry, "previous", "f" * 64),
    "digest": lambda entry: setattr(entry, "digest", f"{entry.id:064x}"),
}


@pytest.mark.parametrize("place", range(LENGTH))
@pytest.mark.parametrize("field", EDITS)
def test_an_edit_of_any_field_of_any_entry_is_found(place: int, field: str) -> None:
    with transaction():
        EDITS[field](entries()[place])
    assert broken_at() in {place + 1, place + 2} if field == "digest" else broken_at() == place + 1


@pytest.mark.parametrize("place", range(LENGTH))
def test_a_dropped_entry_is_found_the_last_one_too(place: int) -> None:
    with transaction():
        database.session.delete(entries()[place])
    assert broken_at() == place + 1


def test_cutting_off_the_whole_chain_is_found() -> None:
    with transaction():
        database.session.execute(delete(AuditEntry))
    assert broken_at() == 1


@pytest.mark.parametrize("place", range(LENGTH + 1))
def test_an_inserted_entry_is_found_wherever_it_claims_to_follow(place: int) -> None:
    with transaction():
        there = entries()
        previous = there[place - 1].digest if place else chain.START
        forged = _forged(previous)
        database.session.add(forged)
        database.session.flush()
        if place < LENGTH:
            for entry in reversed(there[place:]):
                entry.id += 100
                database.session.flush()
            forged.id = there[place].id - 100
    assert broken_at() is not None


@pytest.mark.parametrize("place", range(LENGTH - 1))
def test_two_entries_that_changed_places_are_found(place: int) -> None:
    with transaction():
        first, second = entries()[place : place + 2]
        first_id, second_id = first.id, second.id
        first.id = 999
        database.session.flush()
        second.id = first_id
        database.session.flush()
        first.id = second_id
    assert broken_at() == place + 1


def test_a_chain_rewritten_with_right_digests_is_found_by_its_seal() -> None:
    with transaction():
        previous = chain.START
        for entry in entries():
            entry.subject = "wave:forged"
            entry.previous = previous
            entry.digest = previous = _digest_of(entry)
        seal = database.session.get_one(AuditSeal, 1)
        seal.digest = previous
    link = queries.verify()
    assert link is not None
    assert "rewritten" in link.reason


def test_an_entry_written_after_a_break_does_not_mend_it() -> None:
    with transaction():
        entries()[2].verb = "other.verb"
    with transaction():
        record("later", "wave:9", by=None)
    assert broken_at() == 3


def test_a_rolled_back_change_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        record("never", "wave:9", by=None)
        raise ZeroDivisionError
    assert len(entries()) == LENGTH
    assert broken_at() is None


def _digest_of(entry: AuditEntry) -> str:
    names = ("at", "person_id", "program_id", "verb", "subject", "details", "previous")
    return chain.entry_digest(**{name: getattr(entry, name) for name in names})


def _forged(previous: str) -> AuditEntry:
    entry = AuditEntry(verb="forged", subject="wave:0", details={}, previous=previous, digest="")
    entry.digest = _digest_of(entry)
    return entry
