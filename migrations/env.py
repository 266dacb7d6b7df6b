"""Runs migrations on the application's own engine."""

from alembic import context
from alembic.autogenerate import renderers
from alembic.operations.ops import CreateTableOp, MigrateOperation
from flask import current_app

from app.db.types import UtcDateTime
from app.themes.models.search import is_of_the_models

database = current_app.extensions["migrate"].db


class SearchIndex(MigrateOperation):
    """Makes the full-text index of comments after the table of comments is made, or drops it before that one is."""

    def __init__(self, function):
        self.function = function


@renderers.dispatch_for(SearchIndex)
def render_search_index(autogen_context, operation):
    autogen_context.imports.add(f"from app.themes.models.search import {operation.function}")
    return f"{operation.function}(op.get_bind())"


def add_search_index(_context, _revision, directives):
    """Have the migration that makes the table of comments make their index too."""
    for script in directives:
        made = {one.table_name for one in script.upgrade_ops.ops if isinstance(one, CreateTableOp)}
        if "comment" in made:
            script.upgrade_ops.ops.append(SearchIndex("make_search_index"))
            script.downgrade_ops.ops.insert(0, SearchIndex("drop_search_index"))


def render_item(kind, value, autogen_context):
    """Write our column types as the database's own, so that a migration never changes with the code."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


options = {
    **current_app.extensions["migrate"].configure_args,
    "render_item": render_item,
    "include_name": is_of_the_models,
    "process_revision_directives": add_search_index,
}

if context.is_offline_mode():
    raise SystemExit("Migrations need a database: run './parley db upgrade' with DATABASE_URL set.")

with database.engine.connect() as connection:
    context.configure(connection=connection, target_metadata=database.metadata, **options)
    with context.begin_transaction():
        context.run_migrations()
