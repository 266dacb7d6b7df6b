"""What a transaction promises: whole or nothing, and what follows is stored with what caused it."""

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import database, emit, transaction
from app.db.migrations import is_current
from app.db.transaction import on_event
from app.identity.models import Person


@dataclass(frozen=True)
class Happened:
    what: str


def people() -> int:
    count = database.session.scalar(select(func.count()).select_from(Person)) or 0
    database.session.rollback()
    return count


def test_a_fresh_database_has_all_migrations(app: Flask) -> None:
    assert is_current()


def test_an_error_inside_stores_nothing(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        database.session.add(Person(email="a@b.example", name="A"))
        database.session.flush()
        raise ZeroDivisionError
    assert people() == 0


def test_services_cannot_open_a_transaction_inside_one(app: Flask) -> None:
    with pytest.raises(RuntimeError), transaction(), transaction():
        pass


def test_a_failing_reaction_takes_its_cause_back(app: Flask) -> None:
    def react(event: object, program_id: int | None) -> None:
        if isinstance(event, Happened):
            raise ZeroDivisionError(event.what)

    on_event(react)
    with pytest.raises(ZeroDivisionError), transaction():
        database.session.add(Person(email="a@b.example", name="A"))
        emit(Happened("x"))
    assert people() == 0
