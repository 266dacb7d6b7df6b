"""Runs migrations on the application's own engine."""

from alembic import context
from flask import current_app

from app.db.types import UtcDateTime

database = current_app.extensions["migrate"].db


def render_item(kind, value, autogen_context):
    """Write our column types as the database's own, so that a migration never changes with the code."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


options = current_app.extensions["migrate"].configure_args

if context.is_offline_mode():
    raise SystemExit("Migrations need a database: run './parley db upgrade' with DATABASE_URL set.")

with database.engine.connect() as connection:
    context.configure(connection=connection, target_metadata=database.metadata, render_item=render_item, **options)
    with context.begin_transaction():
        context.run_migrations()
