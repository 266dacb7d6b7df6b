"""Fixtures of all tests: an application on a fresh database, with the time held."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.shared import clock
from config import Settings
from tests.databases import DATABASES, fresh_database

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture
def now() -> Iterator[dt.datetime]:
    """The time is held at 24 November 2026, 09:00 UTC; `clock.advance` moves it."""
    with clock.fixed(NOW):
        yield NOW


@pytest.fixture(params=DATABASES)
def app(request: pytest.FixtureRequest, tmp_path: Path, now: dt.datetime) -> Iterator[Flask]:
    """The application in a context, on an empty database with all tables."""
    with fresh_database(request.param, tmp_path) as url:
        settings = Settings(
            profile="test",
            instance_dir=tmp_path / "instance",
            database_url=url,
            secret_key="a secret only for tests " * 2,
        )
        application = create_app(settings)
        with application.app_context():
            yield application
            from app.db import database

            database.session.remove()
            database.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript and without a sign-in. CSRF is checked by its own tests."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()
