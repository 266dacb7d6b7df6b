"""The application on a loopback port in the process of the tests, over a database file that they can reach too."""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from app.db import database, transaction
from app.factory import create_app
from app.identity.models import Person
from app.identity.queries import person_by_email
from app.identity.services import make_sign_in_link
from app.jobs.worker import work_off
from app.pulse.models import Invitation, Wave
from config import Settings
from tests.pulse_makers import link_in, mails

ONLY_FOR_TESTS = "a secret only for journeys " * 2


@dataclass(frozen=True)
class Served:
    """A running application: its address for browsers, and its storage for the tests."""

    app: Flask
    address: str

    @contextmanager
    def storage(self) -> Iterator[None]:
        """Reach the database as the worker does; what was read is let go of afterwards."""
        with self.app.app_context():
            yield

    def work(self) -> int:
        """Run the jobs that are due and return how many there were."""
        with self.storage():
            return work_off()

    def personal_link(self) -> str:
        """Return the path of an English speaker's link to the open pulse, which they have not answered."""
        with self.storage():
            asked = select(Person.email).join(Invitation).join(Wave)
            silent = asked.where(Wave.state == "open", Invitation.answered_at.is_(None), Person.language == "en")
            addresses = set(database.session.scalars(silent))
            return next(link_in(mail) for mail in mails() if mail.to_address in addresses)

    def sign_in_link(self, email: str) -> str:
        """Return a one-time link for the person with this address."""
        with self.storage():
            person = person_by_email(email)
            assert person is not None, email
            with transaction():
                return make_sign_in_link(person)


@contextmanager
def serve(folder: Path, database_file: Path, secret: str = ONLY_FOR_TESTS) -> Iterator[Served]:
    """Serve a database file with threads, forms guarded as in real life, until the block ends."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        settings = Settings(
            profile="test",
            instance_dir=folder,
            database_url=f"sqlite:///{database_file}",
            secret_key=secret,
            base_url=f"http://127.0.0.1:{port}",
        )
        app = create_app(settings)
        server = make_server("127.0.0.1", port, app, threaded=True, fd=listening.fileno())
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Served(app, settings.base_url)
        finally:
            server.shutdown()
            server.server_close()
            with app.app_context():
                database.session.remove()
                database.engine.dispose()
