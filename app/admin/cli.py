"""The commands that run and look after an installation."""

import sys
from dataclasses import asdict
from pathlib import Path

import click
from flask import Flask

from app.admin import backup as copies
from app.admin import doctor as doctors
from app.admin import server
from app.admin.lifeline import end_with_parent
from app.db import database, migrations
from app.shared.commands import application, emit_json, json_option, say
from config import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-worker", is_flag=True, help="Only the web server; a worker runs elsewhere.")
def serve(host: str, port: int, no_worker: bool) -> None:
    """Serve the pages, and work off jobs beside it."""
    end_with_parent()
    make = click.get_current_context().find_root().obj
    app = application()
    settings = _settings(app)
    if settings.embedded:
        with app.app_context():
            migrations.upgrade()
            database.engine.dispose()  # no connection may be inherited by the processes that follow
    if no_worker:
        server.serve_web(make, settings, host, port)
        return
    say(f"Parley is at {settings.base_url} (listening at {host}:{port}). Ctrl-C ends it.")
    sys.exit(server.run_server(settings, host, port))


@click.command()
def worker() -> None:
    """Work off jobs until told to end."""
    from app.jobs.wake import run_worker

    end_with_parent()
    run_worker(application())


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the database to the present tables."""
    with application().app_context():
        migrations.upgrade()
    say("The database has all migrations.")


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """Check settings, database, worker, clock and mail; exit 1 where something is wrong."""
    app = application()
    with app.app_context():
        checks = doctors.examine(_settings(app))
    well = all(check.ok for check in checks)
    if as_json:
        emit_json({"ok": well, "checks": [asdict(check) for check in checks]})
    for check in checks:
        say(f"{'ok  ' if check.ok else 'BAD '} {check.name}: {check.found}")
    sys.exit(0 if well else 1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the database into FILE while it is in use."""
    copies.back_up(_settings(application()), file)
    say(f"The backup is in {file}. Keep SECRET_KEY with it, in another place.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Bring a backup into an empty place."""
    app = application()
    copies.restore(_settings(app), file)
    with app.app_context():
        migrations.upgrade()
    say("The backup is restored.")


def _settings(app: Flask) -> Settings:
    settings: Settings = app.config["SETTINGS"]
    return settings
