"""The database handle, and what SQLite must be told to keep an answer once it is confirmed."""

import sqlite3
from contextvars import ContextVar
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event

from app.db.base import Base

database = SQLAlchemy(metadata=Base.metadata)

writing: ContextVar[bool] = ContextVar("writing", default=False)
"""True inside `transaction()`: only then does SQLite's transaction begin with the write lock."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL may lose the last confirmed commits in a power cut
    "PRAGMA foreign_keys=ON",
)


def prepare_engine(app: Flask) -> None:
    """Attach the listeners to the application's engine."""
    with app.app_context():
        engine = database.engine
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, wait_seconds=app.config["SETTINGS"].database_wait_seconds)


def _prepare_sqlite(engine: Engine, *, wait_seconds: int) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below is the only one
        for pragma in (*PRAGMAS, f"PRAGMA busy_timeout={wait_seconds * 1000}"):
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A write that begins as a read can fail with "busy" when it upgrades; taking the lock first waits instead.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")
