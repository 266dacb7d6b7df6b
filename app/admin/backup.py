"""A consistent copy of the database while it is in use, and the way back from it into an empty place."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, make_url

from app.shared.errors import ConflictError, DomainError
from config import Settings


def back_up(settings: Settings, target: Path) -> None:
    """Copy the database into a new file that only its owner can read. Raises DomainError.

    SQLite's online backup copies one moment, while others write; PostgreSQL's is a custom-format dump. Settings and
    the secret are not in it: without the same SECRET_KEY drafts and secret ballots can't be read back.
    """
    if target.exists():
        raise ConflictError(f"{target} is there already; a backup never overwrites.")
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch(mode=0o600)
        if settings.embedded:
            _copy_sqlite(_sqlite_file(settings), unfinished)
        else:
            _run("pg_dump", settings, "--format=custom", f"--file={unfinished}")
        unfinished.rename(target)
    except OSError as error:
        raise DomainError(f"The backup can't be written: {error.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)


def restore(settings: Settings, source: Path) -> None:
    """Bring a backup into a place that holds no tables yet. Raises DomainError."""
    if not source.is_file():
        raise DomainError(f"There is no file {source}.")
    if settings.embedded:
        place = _sqlite_file(settings)
        _must_be_parley(source)
        if place.exists() and _tables(place):
            raise ConflictError(f"{place} holds tables already; a backup is only restored into an empty place.")
        place.parent.mkdir(parents=True, exist_ok=True)
        _copy_sqlite(source, place)
        return
    if _run("psql", settings, "-XAtc", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").strip() != "0":
        raise ConflictError("The database holds tables already; a backup is only restored into an empty place.")
    _run("pg_restore", settings, "--no-owner", "--exit-on-error", "--single-transaction", str(source))


def _sqlite_file(settings: Settings) -> Path:
    return Path(make_url(settings.database).database or "")


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.exists():
        raise DomainError(f"There is no database at {source} yet.")
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        try:
            here.backup(there)
            sound = there.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        except sqlite3.Error as error:
            raise DomainError(f"The copy failed: {error}.") from None
    if not sound:
        raise DomainError("The copy is damaged, as the database may be: 'PRAGMA integrity_check' complains.")


def _tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _must_be_parley(path: Path) -> None:
    try:
        known = "alembic_version" in _tables(path)
    except sqlite3.DatabaseError:
        known = False
    if not known:
        raise DomainError(f"{path} is not a backup of Parley on SQLite.")


def _run(program: str, settings: Settings, *options: str) -> str:
    """Run one of PostgreSQL's own programs; the secret goes through the environment, not the command line."""
    found = shutil.which(program)
    if found is None:
        raise DomainError(f"{program} is missing: install PostgreSQL's client programs (postgresql-client).")
    url = make_url(settings.database)
    without_secret = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    address = without_secret.render_as_string(hide_password=False)
    done = subprocess.run(  # noqa: S603
        [found, f"--dbname={address}", *options], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DomainError(f"{program} failed: {done.stderr.strip()[:400]}")
    return done.stdout
