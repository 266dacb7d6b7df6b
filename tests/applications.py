"""One application a database and process, emptied between tests: to build one costs more than most tests do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from flask import Flask

from app.factory import create_app
from config import Settings
from tests.databases import KeptDatabase, new_folder


@contextmanager
def empty_application(kind: str) -> Iterator[Flask]:
    """Yield the application in a context, on an empty database with all tables; what a test sets on it is undone."""
    from app.db import database

    application, kept = _application(kind)
    kept.make_ready()
    configured = dict(application.config)
    try:
        with application.app_context():
            yield application
            database.session.remove()
            if kind == "sqlite":  # its file goes; connections to a server are kept
                database.engine.dispose()
    finally:
        application.config.clear()
        application.config.update(configured)
        _clear(Path(application.instance_path))
        kept.empty()


@lru_cache
def _application(kind: str) -> tuple[Flask, KeptDatabase]:
    folder = new_folder(kind)
    kept = KeptDatabase(kind, folder)
    settings = Settings(
        profile="test",
        instance_dir=folder / "instance",
        database_url=kept.url,
        secret_key="a secret only for tests " * 2,
    )
    return create_app(settings), kept


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
