"""Many write to the audit chain at once, and it stays one chain."""

from threading import Thread

from flask import Flask

from app.audit import queries
from app.audit.services import record
from app.db import database, transaction

WRITERS, EACH = 4, 10


def test_writers_at_the_same_time_make_one_chain(app: Flask) -> None:
    def write(name: int) -> None:
        with app.app_context():
            for number in range(EACH):
                with transaction():
                    record("counted", f"{name}:{number}", by=None)
            database.session.remove()

    threads = [Thread(target=write, args=(name,)) for name in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert queries.count_entries() == WRITERS * EACH
    assert queries.verify() is None
