"""Delivery of mails: each way in which a mail server can behave, and what becomes of the message."""

import datetime as dt
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import database, transaction
from app.identity.models import Person
from app.jobs.models import Job
from app.jobs.worker import work_off
from app.notify import smtp
from app.notify.delivery import MOST_DEFERRALS
from app.notify.models import Delivery, OutboxMessage
from app.notify.services import write_message
from app.notify.tasks import deliver
from app.shared import clock
from app.shared.errors import DomainError
from tests.app.notify.mail_servers import mail_server, silent_server
from tests.people import make_person

LINK = "http://127.0.0.1:8000/p/abcdefghijklmnopqrstuv"
TEXT = f"Grüezi,\n\ntell us: {LINK}\n"


def use_server(app: Flask, address: str, **more: object) -> None:
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"smtp_url": address, **more})


def write(key: str = "invitation:1", subject: str = "Your view, please") -> OutboxMessage | None:
    with transaction():
        person = database.session.scalar(select(Person)) or make_unsaved()
        return write_message("invitation", key, person, subject, TEXT, None)


def make_unsaved() -> Person:
    person = Person(email="carla@partner.example", name="Carla")
    database.session.add(person)
    database.session.flush()
    return person


def message() -> OutboxMessage:
    database.session.rollback()
    return database.session.scalars(select(OutboxMessage)).one()


def outcomes() -> list[str]:
    database.session.rollback()
    return list(database.session.scalars(select(Delivery.outcome).order_by(Delivery.id)))


def work_off_later(minutes: int = 75) -> None:  # beyond the longest back-off
    clock.advance(dt.timedelta(minutes=minutes))
    work_off()


def test_an_accepted_mail_is_sent_and_its_link_blanked(app: Flask) -> None:
    with mail_server() as box:
        use_server(app, box.address)
        write()
        work_off()
    (mail,) = box.mails
    assert mail["To"] == "carla@partner.example"
    assert mail["Subject"] == "Your view, please"
    assert mail["From"] == "Parley <parley@localhost>"
    assert LINK in mail.get_content()  # type: ignore[attr-defined]
    assert "Grüezi" in mail.get_content()  # type: ignore[attr-defined]
    assert (message().state, message().sent_at, outcomes()) == ("sent", clock.now(), ["sent"])
    assert "abcdefghijklmnop" not in message().text


def test_a_job_that_runs_twice_mails_once(app: Flask) -> None:
    with mail_server() as box:
        use_server(app, box.address)
        write()
        work_off()
        deliver.run(message_id=message().id)
    assert len(box.mails) == 1


def test_a_message_with_the_same_key_is_written_once(app: Flask) -> None:
    assert write() is not None
    assert write() is None


@pytest.mark.parametrize("answer", ["451 come later", "421 closing"])
def test_a_4xx_is_tried_again_later(app: Flask, answer: str) -> None:
    with mail_server(answer) as box:
        use_server(app, box.address)
        write()
        work_off()
        assert (message().state, outcomes(), box.mails) == ("waiting", ["deferred"], [])
        work_off()  # not at once
        assert outcomes() == ["deferred"]
        work_off_later()
        assert (message().state, outcomes()) == ("sent", ["deferred", "sent"])


def test_a_5xx_is_given_up_at_once(app: Flask) -> None:
    with mail_server("554 we don't take this") as box:
        use_server(app, box.address)
        write()
        work_off()
        work_off_later()
    assert (message().state, outcomes(), box.mails) == ("failed", ["refused"], [])
    reason = database.session.scalars(select(Delivery.detail)).one()
    assert "554 we don't take this" in reason


def test_a_server_that_dies_after_data_gets_the_mail_again_under_the_same_id(app: Flask) -> None:
    with mail_server("die") as box:
        use_server(app, box.address)
        write()
        work_off()
        assert message().state == "waiting"
        work_off_later()
    assert (message().state, outcomes()) == ("sent", ["deferred", "sent"])
    assert len(box.mails) == 2  # the documented window
    assert len({mail["Message-ID"] for mail in box.mails}) == 1


def test_a_server_that_hangs_is_left_after_the_time_out(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp.hand_over, "__kwdefaults__", {"timeout": 0.5})
    with silent_server() as address:
        use_server(app, address)
        write()
        work_off()
    assert (message().state, outcomes()) == ("waiting", ["deferred"])


def test_a_server_that_hangs_after_data_is_tried_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp.hand_over, "__kwdefaults__", {"timeout": 0.5})
    with mail_server("hang") as box:
        use_server(app, box.address)
        write()
        work_off()
        assert (message().state, outcomes()) == ("waiting", ["deferred"])


def test_a_server_that_is_down_is_tried_for_hours_and_then_given_up(app: Flask) -> None:
    use_server(app, "smtp://127.0.0.1:1")
    write()
    started = clock.now()
    for _ in range(MOST_DEFERRALS - 1):
        work_off_later()
        assert message().state == "waiting"
    work_off_later()
    assert (message().state, len(outcomes())) == ("failed", MOST_DEFERRALS)
    assert clock.now() - started > dt.timedelta(hours=6)
    assert "abcdefghijklmnop" not in message().text


def test_a_secret_is_not_sent_without_tls(app: Flask) -> None:
    with mail_server() as box:
        use_server(app, box.address.replace("smtp://", "smtp://me:secret@"))
        write()
        work_off()
    assert (message().state, box.mails) == ("waiting", [])
    assert "no TLS" in database.session.scalars(select(Delivery.detail)).one()


def test_without_a_server_mails_are_kept_with_their_links(app: Flask) -> None:
    write()
    assert work_off() == 0
    assert (message().state, outcomes()) == ("kept", [])
    assert LINK in message().text


def test_at_most_so_many_mails_a_minute_are_sent(app: Flask) -> None:
    with mail_server() as box:
        use_server(app, box.address, mail_per_minute=3)
        for number in range(8):
            write(f"invitation:{number}")
        sent = []
        for _ in range(4):
            work_off()
            sent.append(len(box.mails))
            clock.advance(dt.timedelta(seconds=61))
    assert sent[0] == 3
    assert max(later - earlier for earlier, later in pairwise(sent)) <= 3
    assert len(box.mails) == 8
    tries = database.session.scalars(select(Job.attempts)).all()
    assert max(tries) == 1, "waiting for one's turn is no failed attempt"


@pytest.mark.parametrize("subject", ["Hello\r\nBcc: all@partner.example", "Hello\nX: y", "Hello\rX: y"])
def test_a_line_break_in_a_header_is_refused(app: Flask, subject: str) -> None:
    with pytest.raises(DomainError):
        write(subject=subject)
    with transaction():
        person = make_unsaved()
        person.email = "a@b.example\r\nBcc: all@partner.example"
        with pytest.raises(DomainError):
            write_message("notice", "n", person, "Hello", "text", None)


def test_a_mail_and_its_cause_are_stored_together_or_not_at_all(app: Flask) -> None:
    use_server(app, "smtp://127.0.0.1:1")
    make_person("carla@partner.example")
    with pytest.raises(ZeroDivisionError), transaction():
        write_message("notice", "n", database.session.scalars(select(Person)).one(), "Hello", "text", None)
        raise ZeroDivisionError
    assert database.session.scalars(select(OutboxMessage)).all() == []
    assert database.session.scalars(select(Job)).all() == []
