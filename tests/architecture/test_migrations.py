"""The migrations give exactly the tables of the models."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from app.db import Base, database
from app.themes.models.search import is_of_the_models


def test_migrations_and_models_agree(app: Flask) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_of_the_models})
        assert compare_metadata(context, Base.metadata) == []
