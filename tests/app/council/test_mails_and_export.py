"""Mails of a ballot, and its export, which anybody can check offline."""

import copy
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from app.cli import parley
from app.council import exports, services
from app.council.core.export_check import differences
from app.council.models import Ballot
from app.db import database, transaction
from app.notify.models import OutboxMessage
from app.shared import clock
from tests.council_makers import Table, make_ballot, make_table, vote
from tests.people import sign_in


def mails(kind: str) -> list[OutboxMessage]:
    database.session.rollback()
    return list(database.session.query(OutboxMessage).filter_by(kind=kind).order_by(OutboxMessage.to_address))


def closed(table: Table, ballot: Ballot) -> dict[str, Any]:
    vote(table, ballot, 2, "against")
    vote(table, ballot, 0, "for")
    with transaction():
        services.recuse(ballot, table.seats[1], "A contract.", by=table.viewer(table.members[1]))
    clock.advance(dt.timedelta(days=8))
    with transaction():
        services.close_ballot(ballot, by=None)
    return json.loads(json.dumps(exports.export_ballot(ballot)))  # type: ignore[no-any-return]


def test_each_seat_on_the_roll_is_called_to_vote_once(app: Flask) -> None:
    table = make_table(3)
    ballot = make_ballot(table, recused={table.seats[2].id: "Their own tier."})
    digest = ballot.locked_digest
    table.work()
    table.work()
    called = mails("ballot")
    assert [mail.to_address for mail in called] == ["member0@northwind.example", "member1@northwind.example"]
    assert digest in called[0].text
    assert "/themes/" in called[0].text
    assert "1 December, 09:00 (UTC time)" in called[0].text


def test_the_owner_is_told_that_an_answer_is_due_unless_nothing_was_decided(app: Flask) -> None:
    table = make_table(3)
    closed(table, make_ballot(table))
    table.work()
    told = mails("decision")
    assert [mail.to_address for mail in told] == ["owner@northwind.example"]
    assert "Rejected 1 to 1, one recused" in told[0].text
    make_ballot(table, subject="theme:01kanother0subject0000000")
    clock.advance(dt.timedelta(days=8))
    from app.council.tasks import close_due_ballots

    close_due_ballots.run()
    table.work()
    assert len(mails("decision")) == 1


@pytest.mark.parametrize("secret", [True, False])
def test_an_export_holds_and_a_secret_one_names_no_choice_of_a_seat(app: Flask, secret: bool) -> None:
    table = make_table(4)
    document = closed(table, make_ballot(table, secret=secret))
    assert differences(document) == []
    assert [entry["voted"] for entry in document["roll"]] == [True, True, False]
    if secret:
        assert document["votes"] == [{"choice": "against"}, {"choice": "for"}]
    else:
        assert {"seat": table.seats[2].public_id, "choice": "against"} in document["votes"]


def test_every_edit_of_an_export_is_named(app: Flask) -> None:
    table = make_table(4)
    document = closed(table, make_ballot(table, secret=False))
    seat = document["roll"][0]["seat"]
    edits: list[tuple[str, Any]] = [
        ("question", "Adopt more?"),
        ("subject", "theme:01kother"),
        ("secret", True),
        ("threshold", "two_thirds"),
        ("threshold", "loudest"),
        ("quorum", 3),
        ("closes_at", "2026-12-24T00:00:00+00:00"),
        ("locked_digest", "0" * 64),
        ("result", "adopted"),
        ("sentence", "Adopted 2 to 0"),
        ("tally", {**document["tally"], "for": 2}),
        ("votes", [*document["votes"], {"seat": seat, "choice": "for"}]),
        ("votes", document["votes"][1:]),
        ("votes", [{**document["votes"][0], "choice": "maybe"}, document["votes"][1]]),
        ("votes", [{**document["votes"][0], "seat": document["roll"][2]["seat"]}, document["votes"][1]]),
        ("roll", document["roll"][1:]),
        ("roll", [*document["roll"], document["roll"][0]]),
        ("roll", [{**entry, "voted": True} for entry in document["roll"]]),
        ("recused", []),
        ("recused", [{"seat": seat, "reason": ""}]),
    ]
    for name, value in edits:
        assert differences({**copy.deepcopy(document), name: value}), (name, value)


def test_the_command_checks_a_file_and_says_what_differs(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    table = make_table(3)
    ballot = make_ballot(table)
    sign_in(client, table.members[0])
    there = f"/ballots/{ballot.public_id}/export.json"
    assert client.get(there).status_code == 409
    closed(table, ballot)
    sign_in(client, table.members[0])
    document = client.get(there).get_json()
    file = tmp_path / "ballot.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    good = CliRunner().invoke(parley, ["ballots", "verify", str(file), "--json"], obj=lambda: app)
    assert (good.exit_code, json.loads(good.stdout)["ok"]) == (0, True)
    file.write_text(json.dumps({**document, "quorum": 2}), encoding="utf-8")
    bad = CliRunner().invoke(parley, ["ballots", "verify", str(file)], obj=lambda: app)
    assert bad.exit_code == 1
    assert "locked:" in bad.stderr


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "parley ballot 1"}', "[" * 100_000, "\xff\xfe"])
def test_what_is_no_export_is_bad_input(tmp_path: Path, content: str) -> None:
    file = tmp_path / "ballot.json"
    file.write_text(content, encoding="latin-1")
    outcome = CliRunner().invoke(parley, ["ballots", "verify", str(file)])
    assert outcome.exit_code == 2
    assert "Traceback" not in outcome.stderr
