"""Pages of councils, seats, ballots and decisions, as each role sees them."""

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.council import queries, services
from app.council.models import Seat
from app.db import database, transaction
from app.identity import queries as people
from app.shared import clock
from tests.council_makers import Table, make_ballot, make_session, make_table, vote
from tests.people import make_contact, make_partner, make_person, make_program, sign_in


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, response.text
    return " ".join(response.text.split())


def decide(table: Table, votes: str = "ff") -> str:
    """Return the public id of a decision."""
    ballot = make_ballot(table)
    for number, mark in enumerate(votes):
        vote(table, ballot, number, {"f": "for", "a": "against"}[mark])
    clock.advance(dt.timedelta(days=8))
    with transaction():
        decision = services.close_ballot(ballot, by=None)
    assert decision is not None
    return decision.public_id


def test_without_a_council_the_page_says_what_to_do_first(app: Flask, client: FlaskClient) -> None:
    program = make_program()
    sign_in(client, make_person("member@northwind.example", "council_member", program=program))
    assert "There is no council yet. The facilitator makes one." in text_of(client, "/councils")
    assert "No session is planned." in text_of(client, "/sessions")
    assert client.post("/councils", data={"name": "Mine", "quorum": "3"}).status_code == 403
    sign_in(client, make_person("facilitator@northwind.example", "facilitator", program=program))
    assert "Make a council" in text_of(client, "/councils")
    assert "Make one first." in text_of(client, "/sessions/new")
    made = client.post("/councils", data={"name": "Second", "charter": "", "quorum": "3", "answer_within_days": "10"})
    assert made.status_code == 303
    assert "Nobody has a seat yet" in text_of(client, made.headers["Location"])
    assert client.post("/councils", data={"name": "", "quorum": "0"}).status_code == 422


def test_a_seat_is_given_to_an_address_and_its_holder_may_then_vote(app: Flask, client: FlaskClient) -> None:
    table = make_table()
    partner = make_partner(table.program, "northwind-9", "builder")
    make_contact(partner, "ada@partner.example")
    there = f"/councils/{table.council.public_id}"
    sign_in(client, table.facilitator)
    form = {"partner_role": "builder", "term_starts": "2026-11-01", "term_ends": "2027-11-01", "partner": ""}
    assert client.post(f"{there}/seats", data={"email": "ada@partner.example", "name": "", **form}).status_code == 303
    person = people.person_by_email("ada@partner.example")
    assert person is not None
    seat = queries.seat_of(person.id, table.council.id)
    assert seat is not None
    assert queries.standing_of(seat) == "Partner northwind-9 · builder seat"
    assert "council_member" in people.roles_of(person.id, table.program.id)
    again = client.post(f"{there}/seats", data={"email": "ada@partner.example", "name": "", **form})
    assert again.status_code == 422
    assert "holds a seat in that time already" in again.text
    assert client.post(f"{there}/seats", data={"email": "new@guest.example", "name": "New", **form}).status_code == 303
    assert "New" in text_of(client, there)


def test_two_terms_that_share_a_day_are_not_given(app: Flask, client: FlaskClient) -> None:
    table = make_table()
    last = table.seats[0].term_ends
    sign_in(client, table.facilitator)
    data = {
        "email": table.members[0].email,
        "name": "",
        "partner": "",
        "partner_role": "msp",
        "term_starts": last.isoformat(),
        "term_ends": (last + dt.timedelta(days=90)).isoformat(),
    }
    assert client.post(f"/councils/{table.council.public_id}/seats", data=data).status_code == 422
    data["term_starts"] = (last + dt.timedelta(days=1)).isoformat()
    assert client.post(f"/councils/{table.council.public_id}/seats", data=data).status_code == 303
    assert database.session.query(Seat).count() == 4


def test_a_member_votes_on_the_page_changes_it_and_sees_only_their_own(app: Flask, client: FlaskClient) -> None:
    table = make_table()
    ballot = make_ballot(table)
    there = f"/ballots/{ballot.public_id}"
    vote(table, ballot, 1, "against")
    sign_in(client, table.members[0])
    assert client.post(f"{there}/vote", data={"choice": "for"}).status_code == 303
    page = text_of(client, there)
    assert "Your vote: <b>for</b>. Only you see it." in page
    assert "2 of 3 have voted" in page
    assert "against</b>" not in page
    back = client.post(f"{there}/vote", data={"choice": "abstain", "back": "//evil.example"})
    assert back.headers["Location"] == there
    assert "Your vote: <b>abstain</b>" in text_of(client, there)


def test_voting_without_a_seat_is_403_late_410_and_wrong_422(app: Flask, client: FlaskClient) -> None:
    table = make_table()
    ballot = make_ballot(table)
    there = f"/ballots/{ballot.public_id}/vote"
    guest = make_person("guest@northwind.example", "council_member", program=table.program)
    for person in (guest, table.facilitator, table.owner):
        sign_in(client, person)
        assert client.post(there, data={"choice": "for"}).status_code == 403
    sign_in(client, table.members[0])
    assert client.post(there, data={"choice": "maybe"}).status_code == 422
    clock.advance(dt.timedelta(days=7))
    sign_in(client, table.members[0])
    assert client.post(there, data={"choice": "for"}).status_code == 410
    assert queries.voted(ballot.id) == 0


def test_how_seats_voted_is_shown_only_of_an_open_ballot_that_is_closed(app: Flask, client: FlaskClient) -> None:
    table = make_table()
    ballot = make_ballot(table, secret=False)
    vote(table, ballot, 0, "against")
    sign_in(client, table.members[1])
    assert "<td>against</td>" not in text_of(client, f"/ballots/{ballot.public_id}")
    clock.advance(dt.timedelta(days=8))
    with transaction():
        services.close_ballot(ballot, by=None)
    sign_in(client, table.members[1])
    assert "<td>against</td>" in text_of(client, f"/ballots/{ballot.public_id}")


def test_the_owner_answers_once_with_reasons(app: Flask, client: FlaskClient) -> None:
    table = make_table()
    there = f"/councils/decisions/{decide(table)}"
    sign_in(client, table.owner)
    assert "due in 14 days" in text_of(client, there)
    assert client.post(f"{there}/answer", data={"answer": "accept", "reasons": ""}).status_code == 422
    answer = {"answer": "accept", "reasons": "It keeps good partners."}
    assert client.post(f"{there}/answer", data=answer).status_code == 303
    again = client.post(f"{there}/answer", data={"answer": "decline", "reasons": "I changed my mind."})
    assert again.status_code == 409
    assert "I changed my mind." in again.text
    sign_in(client, table.members[0])
    assert "It keeps good partners." in text_of(client, there)


def test_a_late_answer_is_shown_late_and_a_member_cannot_give_it(app: Flask, client: FlaskClient) -> None:
    table = make_table()
    there = f"/councils/decisions/{decide(table)}"
    clock.advance(dt.timedelta(days=18))
    sign_in(client, table.members[0])
    assert "is 4 days late" in text_of(client, there)
    assert '<span class="late">4 days late</span>' in text_of(client, f"/councils/{table.council.public_id}")
    assert client.post(f"{there}/answer", data={"answer": "accept", "reasons": "x"}).status_code == 403


def test_what_the_council_rejected_cannot_be_accepted(app: Flask, client: FlaskClient) -> None:
    table = make_table()
    there = f"/councils/decisions/{decide(table, 'aa')}"
    sign_in(client, table.owner)
    assert client.post(f"{there}/answer", data={"answer": "accept", "reasons": "We want it."}).status_code == 422
    assert client.post(f"{there}/answer", data={"answer": "decline", "reasons": "As you say."}).status_code == 303


@pytest.mark.parametrize("role", ["council_member", "facilitator", "program_owner"])
def test_another_program_sees_nothing_of_it(app: Flask, client: FlaskClient, role: str) -> None:
    table, other = make_table(), make_table(key="southwind")
    ballot, session = make_ballot(table), make_session(table)
    stranger = make_person("stranger@southwind.example", role, program=other.program)
    sign_in(client, stranger)
    for path in (
        f"/councils/{table.council.public_id}",
        f"/ballots/{ballot.public_id}",
        f"/ballots/{ballot.public_id}/export.json",
        f"/sessions/{session.public_id}",
    ):
        assert client.get(path).status_code == 404
    assert client.post(f"/ballots/{ballot.public_id}/recuse", data={"reason": "x"}).status_code == 404
    assert "northwind council" not in text_of(client, "/councils")


def test_what_waits_is_the_members_own(app: Flask) -> None:
    table = make_table()
    first = make_ballot(table)
    make_ballot(table, subject="theme:01kanother0subject0000000", days=2)
    ahead = make_session(table)
    vote(table, first, 0, "for")
    waiting = queries.waiting(table.viewer(table.members[0]))
    assert [ballot.subject for ballot in waiting.ballots] == ["theme:01kanother0subject0000000"]
    assert waiting.next_session == ahead
    assert len(queries.waiting(table.viewer(table.members[1])).ballots) == 2
    assert queries.waiting(table.viewer(table.owner)).ballots == []
