"""In a secret ballot nothing that is stored joins who has voted and how: no column, no time, no order."""

import itertools
from typing import Any

from flask import Flask
from sqlalchemy import inspect, text

from app.council.models import Vote
from app.council.services import recuse
from app.db import database, transaction
from tests.council_makers import make_ballot, make_table, vote

VOTERS = 6
CHOICES = ["for", "against", "abstain", "for", "against", "for"]


def rows(statement: str) -> list[dict[str, Any]]:
    database.session.rollback()
    return [dict(row) for row in database.session.execute(text(statement)).mappings()]


def hidden(columns: str) -> str:
    """Return the columns with those that PostgreSQL keeps for itself."""
    return f"{columns}, xmin, cmin, ctid" if database.engine.dialect.name == "postgresql" else columns


def test_a_secret_vote_names_no_seat_and_carries_no_time_and_no_number(app: Flask) -> None:
    table = make_table()
    vote(table, make_ballot(table), 0, "for")
    columns = {column["name"]: column for column in inspect(database.engine).get_columns("vote")}
    assert set(columns) == {"box_key", "ballot_id", "choice", "seat_id"}
    assert [row["seat_id"] for row in rows("SELECT seat_id FROM vote")] == [None]
    assert Vote.__table__.primary_key.columns.keys() == ["box_key"]


def test_an_open_vote_names_its_seat(app: Flask) -> None:
    table = make_table()
    vote(table, make_ballot(table, secret=False), 0, "for")
    assert [row["seat_id"] for row in rows("SELECT seat_id FROM vote")] == [table.seats[0].id]


def test_no_stored_value_of_the_box_is_found_beside_a_seat(app: Flask) -> None:
    """Dump both tables, with what the database keeps for itself, and try to join each column with each."""
    table = make_table(VOTERS)
    ballot = make_ballot(table)
    for number in (3, 0, 5, 1, 4, 2):
        vote(table, ballot, number, CHOICES[number])
    vote(table, ballot, 1, "abstain")
    box = rows(f"SELECT {hidden('box_key, choice')} FROM vote")
    roll = rows(f"SELECT {hidden('roll_entry.id, seat_id, voted')} FROM roll_entry")
    people = rows("SELECT id, public_id, person_id FROM seat")
    assert len(box) == len(roll) == VOTERS
    for one, other in itertools.product(box[0], [*roll[0]]):
        pairs = [(vote_row, entry) for vote_row in box for entry in roll if vote_row[one] == entry[other]]
        # a join tells something only where it picks: all with all, or none, tells nothing
        assert len(pairs) in (0, VOTERS * VOTERS) or one == other == "ctid", (one, other)
    known = {str(value) for row in people for value in row.values()}
    assert not known & {str(row["box_key"]) for row in box}


def test_the_box_lies_in_the_order_of_its_keys_whatever_the_order_of_voting(app: Flask) -> None:
    table = make_table(VOTERS)
    first, second = make_ballot(table), make_ballot(table, subject="theme:01kanother0subject0000000")
    for number in range(VOTERS):
        vote(table, first, number, CHOICES[number])
    for number in reversed(range(VOTERS)):
        vote(table, second, number, CHOICES[number])
    vote(table, first, 2, "against")
    order = " ORDER BY ctid" if database.engine.dialect.name == "postgresql" else ""
    for ballot_id in (first.id, second.id):
        keys = [row["box_key"] for row in rows(f"SELECT box_key FROM vote WHERE ballot_id = {ballot_id}{order}")]
        assert keys == sorted(keys)


def test_the_roll_keeps_its_order_whoever_votes_last(app: Flask) -> None:
    table = make_table(VOTERS)
    ballot = make_ballot(table)
    for number in (4, 1, 5, 0):
        vote(table, ballot, number, "for")
    order = " ORDER BY ctid" if database.engine.dialect.name == "postgresql" else ""
    ids = [row["id"] for row in rows(f"SELECT id FROM roll_entry{order}")]
    assert ids == sorted(ids)


def test_a_vote_and_a_change_leave_no_trace_in_audit_jobs_or_mails(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    counts = [len(rows(f"SELECT id FROM {name}")) for name in ("audit_entry", "job", "outbox_message")]
    vote(table, ballot, 0, "for")
    vote(table, ballot, 0, "against")
    assert [len(rows(f"SELECT id FROM {name}")) for name in ("audit_entry", "job", "outbox_message")] == counts


def test_a_recusal_after_voting_rewrites_the_box_without_showing_which_vote_went(app: Flask) -> None:
    table = make_table(VOTERS)
    ballot = make_ballot(table)
    for number in range(VOTERS):
        vote(table, ballot, number, CHOICES[number])
    with transaction():
        recuse(ballot, table.seats[2], "A contract.", by=table.viewer(table.members[2]))
    box = rows(f"SELECT {hidden('box_key')} FROM vote")
    assert len(box) == VOTERS - 1
    assert len({str(row.get("xmin")) for row in box}) == 1
