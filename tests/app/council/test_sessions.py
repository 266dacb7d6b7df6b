"""Sessions: planned with an invitation, run with a quorum, kept in minutes that nobody overwrites."""

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.council import queries, services
from app.db import database, transaction
from app.notify.models import OutboxMessage
from app.shared import clock
from app.shared.errors import ConflictError
from tests.council_makers import SUBJECT, Table, make_session, make_table
from tests.people import sign_in


@pytest.fixture
def table(app: Flask) -> Table:
    return make_table(3, quorum=2)


def written(there: str, client: FlaskClient, text: str, number: int) -> int:
    return client.post(f"{there}/minutes", data={"text": text, "number": str(number)}).status_code


def test_a_session_is_planned_in_the_facilitators_zone_and_its_seats_are_invited_in_theirs(
    table: Table, client: FlaskClient
) -> None:
    with transaction():
        database.session.merge(table.facilitator).time_zone = "America/New_York"
        database.session.merge(table.members[0]).time_zone = "Asia/Tokyo"
    sign_in(client, table.facilitator)
    plan = {
        "council": table.council.public_id,
        "title": "Winter",
        "starts_at": "2026-12-01T09:00",
        "minutes_long": "90",
        "place": "Hamburg",
    }
    assert client.post("/sessions", data=plan).status_code == 303
    planned = queries.next_session(table.program.id)
    assert planned is not None
    assert planned.starts_at == dt.datetime(2026, 12, 1, 14, 0, tzinfo=dt.UTC)
    there = f"/sessions/{planned.public_id}"
    table.work()
    mails = {mail.to_address: mail.text for mail in database.session.query(OutboxMessage).filter_by(kind="session")}
    assert len(mails) == 3
    assert "1 December, 23:00 (Tokyo time)" in mails["member0@northwind.example"]
    assert there in mails["member0@northwind.example"]


@pytest.mark.parametrize("starts_at", ["2026-11-24T03:00", "2027-03-28T02:30", "soon"])
def test_a_time_that_is_past_or_does_not_exist_is_refused(table: Table, client: FlaskClient, starts_at: str) -> None:
    with transaction():
        database.session.merge(table.facilitator).time_zone = "Europe/Berlin"
    sign_in(client, table.facilitator)
    data = {"council": table.council.public_id, "title": "Winter", "starts_at": starts_at, "minutes_long": "90"}
    answer = client.post("/sessions", data=data)
    assert answer.status_code == 422
    assert 'value="Winter"' in answer.text


def test_the_quorum_is_told_while_attendance_is_taken(table: Table, client: FlaskClient) -> None:
    session = make_session(table)
    there = f"/sessions/{session.public_id}"
    sign_in(client, table.facilitator)
    first, second, third = (f"seat-{seat.public_id}" for seat in table.seats)
    client.post(f"{there}/start")
    answer = client.post(f"{there}/attendance", data={first: "present", second: "excused"})
    assert answer.status_code == 303
    page = " ".join(client.get(there).text.split())
    assert "<b>1 of 3 present</b>, quorum 2" in page
    assert "not quorate" in page
    part = client.post(f"{there}/attendance", data={first: "present", third: "present"}, headers={"HX-Request": "true"})
    assert "<b>2 of 3 present</b>" in part.text
    assert "<html" not in part.text
    assert {entry.state for entry in queries.attendance(session.id)} == {"present"}


def test_members_see_agenda_and_published_minutes_but_no_drafts_and_no_controls(
    table: Table, client: FlaskClient
) -> None:
    session = make_session(table)
    there = f"/sessions/{session.public_id}"
    with transaction():
        services.add_agenda_item(session, "Four engineers", SUBJECT, by=None)
        services.save_minutes(session, "A draft with a secret remark.", 0, by=None)
    sign_in(client, table.members[0])
    page = client.get(there).text
    assert "Four engineers" in page
    assert "secret remark" not in page
    assert "<textarea" not in page
    for path in ("agenda", "attendance", "start", "end", "minutes", "minutes/publish"):
        assert client.post(f"{there}/{path}").status_code == 403
    with transaction():
        services.publish_minutes(session, by=None)
    assert "secret remark" in client.get(there).text


def test_two_writers_of_minutes_overwrite_nothing_and_lose_nothing(table: Table, client: FlaskClient) -> None:
    session = make_session(table)
    there = f"/sessions/{session.public_id}"
    sign_in(client, table.facilitator)
    assert written(there, client, "The text of the first.", 0) == 303
    late = client.post(f"{there}/minutes", data={"text": "What the second wrote.", "number": "0"})
    assert late.status_code == 409
    assert "The text of the first." in late.text
    assert "What the second wrote." in late.text
    stored = queries.minutes(session.id)
    assert stored is not None
    assert (stored.text, stored.number) == ("The text of the first.", 1)
    assert 'name="number" type="hidden" value="1"' in late.text
    assert written(there, client, "Both together.", 1) == 303


def test_published_minutes_stay_and_what_was_written_too_late_is_shown(table: Table, client: FlaskClient) -> None:
    session = make_session(table)
    there = f"/sessions/{session.public_id}"
    sign_in(client, table.facilitator)
    written(there, client, "As agreed.", 0)
    written(there, client, "As agreed, and more.", 1)
    assert client.post(f"{there}/minutes/publish", data={"number": "1"}).status_code == 409
    assert client.post(f"{there}/minutes/publish", data={"number": "2"}).status_code == 303
    late = client.post(f"{there}/minutes", data={"text": "One more thing.", "number": "2"})
    assert late.status_code == 409
    assert "One more thing." in late.text
    assert client.post(f"{there}/attendance", data={}).status_code == 409


def test_minutes_that_are_too_long_come_back_whole(table: Table, client: FlaskClient) -> None:
    there = f"/sessions/{make_session(table).public_id}"
    sign_in(client, table.facilitator)
    answer = client.post(f"{there}/minutes", data={"text": "x" * 50_001, "number": "0"})
    assert answer.status_code == 422
    assert "x" * 50_001 in answer.text


def test_the_agenda_takes_a_subject_once_and_closes_with_the_session(table: Table, client: FlaskClient) -> None:
    session = make_session(table)
    there = f"/sessions/{session.public_id}"
    sign_in(client, table.facilitator)
    assert client.post(f"{there}/agenda", data={"title": ""}).status_code == 422
    assert client.post(f"{there}/agenda", data={"title": "Dates"}).status_code == 303
    with transaction():
        assert services.add_agenda_item(session, "Four engineers", SUBJECT, by=None) is not None
        assert services.add_agenda_item(session, "Again", SUBJECT, by=None) is None
    item = queries.agenda(session.id)[0]
    client.post(f"{there}/agenda/{item.public_id}/outcome", data={"outcome": "First Tuesdays."})
    assert "First Tuesdays." in client.get(there).text
    assert client.post(f"{there}/end").status_code == 409
    assert client.post(f"{there}/start").status_code == 303
    assert client.post(f"{there}/end").status_code == 303
    with pytest.raises(ConflictError), transaction():
        services.add_agenda_item(session, "Too late", by=None)


def test_the_next_session_is_the_one_that_runs_or_comes_not_one_that_never_began(table: Table) -> None:
    missed = make_session(table, days=1, title="Missed")
    coming = make_session(table, days=9, title="Coming")
    make_session(table, days=30, title="Later")
    assert queries.next_session(table.program.id) == missed
    clock.advance(dt.timedelta(days=2))
    assert queries.next_session(table.program.id) == coming
    with transaction():
        services.start_session(coming, by=table.viewer(table.facilitator))
    clock.advance(dt.timedelta(days=60))
    assert queries.next_session(table.program.id) == coming
