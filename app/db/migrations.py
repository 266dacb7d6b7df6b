"""Brings a database to the present tables, and tells whether it is there."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade as run_upgrade
from sqlalchemy import Engine

from app.db.engine import database
from config import PROJECT

FOLDER = str(PROJECT / "migrations")


def upgrade() -> None:
    """Run the migrations that are missing. Needs an application context."""
    run_upgrade(directory=FOLDER)


def is_current(engine: Engine | None = None) -> bool:
    """Whether the database has all migrations."""
    with (engine or database.engine).connect() as connection:
        there = MigrationContext.configure(connection).get_current_revision()
    return there == ScriptDirectory(FOLDER).get_current_head()
