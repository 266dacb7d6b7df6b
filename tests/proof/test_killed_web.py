"""The web process is killed while answers come in: what was confirmed is stored whole, the rest whole or not."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from app.factory import create_app
from config import Settings
from tests.databases import fresh_database
from tests.people import make_program
from tests.proof.web_server import SECRET, Browser, Server
from tests.pulse_makers import links, make_wave

pytestmark = pytest.mark.proof
KILLS = 500 if os.environ.get("PARLEY_LONG_PROOFS") else 6


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with fresh_database("sqlite", tmp_path) as url:
        one = Server(url, tmp_path)
        yield one
        one.kill()


def application(server: Server) -> Settings:
    return Settings(
        profile="test", instance_dir=server.environment["PARLEY_INSTANCE"],
        database_url=server.environment["DATABASE_URL"], secret_key=SECRET,
    )  # fmt: skip


def personal_links(server: Server, count: int) -> list[str]:
    with create_app(application(server)).app_context():
        make_wave(make_program(), partners=count)
        return links()


def stored(server: Server) -> dict[str, tuple[int, int]]:
    """Return (answers, comments) of each submission by the text that its comment holds, or "" without one."""
    engine = sa.create_engine(server.environment["DATABASE_URL"])
    asked = sa.text(
        "SELECT (SELECT text FROM comment WHERE submission_id = s.id), "
        "(SELECT count(*) FROM answer WHERE submission_id = s.id), "
        "(SELECT count(*) FROM comment WHERE submission_id = s.id) FROM submission s"
    )
    with engine.connect() as connection:
        rows = connection.execute(asked).all()
    engine.dispose()
    return {row[0] or "": (row[1], row[2]) for row in rows}


def test_confirmed_answers_survive_the_death_of_the_web_process(server: Server) -> None:
    random, confirmed = Random(1), set[str]()
    for number, link in enumerate(personal_links(server, KILLS)):
        server.start()
        browser, said = Browser(server.address), f"Answer number {number} in full"
        browser.get(link)
        status, _ = browser.get("/p")
        assert status == 200
        sent: list[int] = []
        fields = {"ease": "7", "again": "yes", "change": said}
        sending = threading.Thread(target=lambda: sent.append(browser.post("/p", **fields)[0]))  # noqa: B023
        sending.start()
        time.sleep(random.uniform(0.0, 0.15))
        server.kill()
        sending.join()
        if sent == [303]:
            confirmed.add(said)
        found = stored(server)
        assert confirmed <= set(found)
        assert set(found.values()) <= {(2, 1)}, "a submission is whole"
    print(f"{KILLS} kills: {len(confirmed)} confirmed, {len(stored(server))} stored")
    assert len(stored(server)) < KILLS or KILLS < 100


def test_answers_sent_twice_at_once_are_one(server: Server) -> None:
    (link,) = personal_links(server, 1)
    server.start()
    browsers = [Browser(server.address) for _ in range(4)]
    for browser in browsers:
        browser.get(link)
        browser.get("/p")
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda one=one: statuses.append(one.post("/p", ease="7", change="Twice at once")[0]))
        for one in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * 4
    assert stored(server) == {"Twice at once": (1, 1)}


def test_a_locked_database_is_waited_for_and_then_the_page_keeps_what_was_typed(server: Server) -> None:
    short, long = personal_links(server, 2)
    server.environment["DATABASE_WAIT_SECONDS"] = "3"
    server.start()
    for link, seconds, expected in ((short, 1, 303), (long, 6, 503)):
        browser = Browser(server.address)
        browser.get(link)
        browser.get("/p")
        holder = sa.create_engine(server.environment["DATABASE_URL"]).connect()
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        release = threading.Timer(seconds, holder.close)
        release.start()
        status, text = browser.post("/p", ease="7", change="Typed for ten minutes")
        release.join()
        assert status == expected, (seconds, text[-300:])
        if status == 503:
            assert "Typed for ten minutes" in text
