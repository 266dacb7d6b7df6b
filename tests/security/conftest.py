"""A filled database, made once and copied for each test; its forms ask for their tokens as in production."""

import datetime as dt
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from app.db import database
from app.factory import create_app
from app.identity.models import Person
from app.identity.permissions import Role
from app.shared import clock
from config import Settings
from tests.conftest import NOW
from tests.databases import fresh_database, new_folder
from tests.people import make_person, make_program, sign_in
from tests.security.filled import Filled, fill

LATER = NOW + dt.timedelta(days=10)
"""When everything has happened that `fill` makes happen."""
SECRET = "a secret only for tests " * 2


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Filled]:
    """One of everything, with the application in a context ten days later."""
    source, known = _template()
    shutil.copyfile(source, tmp_path / "filled.db")
    with clock.fixed(LATER), _application(f"sqlite:///{tmp_path / 'filled.db'}", tmp_path).app_context():
        yield known
        database.session.remove()
        database.engine.dispose()


@pytest.fixture
def app(filled: Filled) -> Flask:
    """The application of the filled database."""
    from flask import current_app

    return current_app._get_current_object()  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def everyone(app: Flask, filled: Filled) -> FlaskClient:
    """The browser of somebody who may do everything in the filled program, without the forms' tokens being asked."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    sign_in(client, make_person("all@vendor.example", *Role, program=filled.stage.program))
    return client


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """The browser of somebody who may do everything, in another program."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    sign_in(client, strange_person(*Role))
    return client


def strange_person(*roles: str) -> Person:
    """Return somebody with these roles in another program that has nothing in it."""
    return make_person("sam@elsewhere.example", *roles, program=make_program("elsewhere", "Elsewhere"))


@lru_cache(maxsize=1)
def _template() -> tuple[Path, Filled]:
    folder = new_folder("filled")
    with clock.fixed(NOW), fresh_database("sqlite", folder) as url:
        with _application(url, folder).app_context():
            filled = fill()
            database.session.remove()
            database.engine.dispose()
        with sa.create_engine(url).connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(url.removeprefix("sqlite:///")), filled


def _application(url: str, folder: Path) -> Flask:
    return create_app(Settings(profile="test", instance_dir=folder / "instance", database_url=url, secret_key=SECRET))
