"""Fixtures of all tests: an application on a fresh database, with the time held."""

import datetime as dt
import gc
import os
from collections.abc import Iterator

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.shared import clock
from tests.applications import empty_application
from tests.databases import DATABASES

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


hypothesis.settings.register_profile(
    # How long an example takes says more about the machine than about the product.
    "parley",
    deadline=None,
    max_examples=200 if os.environ.get("PARLEY_LONG_PROOFS") else 50,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("parley")


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    gc.freeze()  # what is imported stays: to look through it again and again is a tenth of the time
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def now() -> Iterator[dt.datetime]:
    """The time is held at 24 November 2026, 09:00 UTC; `clock.advance` moves it."""
    with clock.fixed(NOW):
        yield NOW


@pytest.fixture(params=DATABASES)
def app(request: pytest.FixtureRequest, now: dt.datetime) -> Iterator[Flask]:
    """The application in a context, on an empty database with all tables."""
    with empty_application(request.param) as application:
        yield application


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript and without a sign-in. CSRF is checked by its own tests."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()
