"""Scenes that many tests begin with, made once a process and put into each further empty database row by row."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import sqlalchemy as sa

from app.db import database
from app.shared import clock

Made = TypeVar("Made")
Rows = dict[str, list[dict[str, Any]]]

_kept: dict[Hashable, tuple[Any, Rows]] = {}
"""What was returned and stored, by name, moment and kind of database."""


def made_once(name: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` returns, with the rows that it stores; it runs once for a moment and a kind of database.

    Into a database that holds something already it makes everything itself. What it returns must be plain values.
    """
    database.session.rollback()
    key = (name, clock.now(), database.engine.dialect.name)
    if _is_filled():
        return make()
    if key in _kept:
        made, rows = _kept[key]
        _put(rows)
        return made
    made = make()
    _kept[key] = made, _all_rows()
    return made


def _is_filled() -> bool:
    tables = (table for table in _tables() if table.name in ("program", "person"))
    with database.engine.connect() as connection:
        return any(connection.execute(sa.select(table).limit(1)).first() for table in tables)


def _all_rows() -> Rows:
    with database.engine.connect() as connection:
        found = {table.name: connection.execute(sa.select(table)).mappings().all() for table in _tables()}
    return {name: [dict(row) for row in rows] for name, rows in found.items() if rows}


def _put(rows: Rows) -> None:
    with database.engine.begin() as connection:
        for table in _tables():
            if table.name in rows:
                connection.execute(sa.insert(table), rows[table.name])
                if connection.dialect.name == "postgresql" and "id" in table.c:
                    _go_on_after(connection, table)


def _go_on_after(connection: sa.Connection, table: sa.Table) -> None:
    """Have the next row numbered after those that were put in with their numbers."""
    sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', "id")
    highest = sa.select(sa.func.max(table.c.id)).scalar_subquery()
    connection.execute(sa.select(sa.func.setval(sequence, highest)))


def _tables() -> list[sa.Table]:
    return list(database.metadata.sorted_tables)
