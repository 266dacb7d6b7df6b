"""A ballot is counted as it was locked: by its rule, with its roll, or it is void."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import text

from app.council import queries, services
from app.council.models import Ballot, Decision
from app.council.tasks import close_due_ballots
from app.db import database, transaction
from app.jobs.worker import work_off
from app.notify.models import OutboxMessage
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, NotAllowedError
from tests.council_makers import Table, make_ballot, make_table, vote


def closed(table: Table, ballot: Ballot, votes: str) -> Decision | None:
    """Let the members vote in turn (f, a, o for abstain, - for nothing), close when the time is up."""
    for number, mark in enumerate(votes):
        if mark != "-":
            vote(table, ballot, number, {"f": "for", "a": "against", "o": "abstain"}[mark])
    clock.advance(dt.timedelta(days=8))
    with transaction():
        return services.close_ballot(ballot, by=None)


@pytest.mark.parametrize(
    ("votes", "threshold", "quorum", "result", "sentence"),
    [
        ("ffa", "majority", 1, "adopted", "Adopted 2 to 1"),
        ("ffa", "two_thirds", 1, "adopted", "Adopted 2 to 1"),
        ("ffaa", "two_thirds", 1, "rejected", "Rejected 2 to 2"),
        ("faoo", "majority", 1, "rejected", "Rejected 1 to 1, two abstained"),
        ("oooo", "majority", 1, "rejected", "Rejected 0 to 0, four abstained"),
        ("f---", "majority", 2, "no_quorum", "Not decided: 1 of 4 voted, 2 were needed"),
        ("fo--", "majority", 2, "adopted", "Adopted 1 to 0, one abstained"),
        ("----", "majority", 1, "no_quorum", "Not decided: 0 of 4 voted, 1 were needed"),
    ],
)
def test_a_ballot_comes_to_what_its_rule_says(
    app: Flask, votes: str, threshold: str, quorum: int, result: str, sentence: str
) -> None:
    table = make_table(4)
    decision = closed(table, make_ballot(table, threshold=threshold, quorum=quorum), votes)
    assert decision is not None
    assert (decision.result, decision.sentence) == (result, sentence)
    assert decision.answer_due == (clock.now() + dt.timedelta(days=14)).date()


def test_recused_seats_are_counted_apart_and_not_on_the_roll(app: Flask) -> None:
    table = make_table(4)
    ballot = make_ballot(table, recused={table.seats[3].id: "Their own tier."})
    with transaction():
        services.recuse(ballot, table.seats[2], "A contract.", by=table.viewer(table.facilitator))
    decision = closed(table, ballot, "fa")
    assert decision is not None
    assert decision.sentence == "Rejected 1 to 1, two recused"
    assert ballot.tally == {"for": 1, "against": 1, "abstain": 0, "voted": 2, "roll": 2, "recused": 2}


def test_it_closes_early_only_when_all_have_voted_and_only_by_the_facilitator(app: Flask) -> None:
    table = make_table(2)
    ballot = make_ballot(table)
    vote(table, ballot, 0, "for")
    with pytest.raises(ConflictError), transaction():
        services.close_ballot(ballot, by=table.viewer(table.facilitator))
    vote(table, ballot, 1, "for")
    with pytest.raises(NotAllowedError), transaction():
        services.close_ballot(ballot, by=table.viewer(table.members[0]))
    with transaction():
        services.close_ballot(ballot, by=table.viewer(table.facilitator))
    with pytest.raises(ConflictError), transaction():
        services.close_ballot(ballot, by=table.viewer(table.facilitator))


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE ballot SET question = 'Adopt something else?'",
        "UPDATE ballot SET threshold = 'two_thirds'",
        "UPDATE ballot SET quorum = 2",
        "UPDATE ballot SET subject = 'theme:01kother'",
        "UPDATE ballot SET closes_at = '2026-12-02 09:00:00+00:00'",
        "DELETE FROM roll_entry WHERE seat_id = (SELECT max(id) FROM seat)",
        "UPDATE vote SET choice = 'yes'",
        "DELETE FROM vote",
        "UPDATE roll_entry SET voted = false",
    ],
)
def test_tampering_with_question_rule_roll_or_box_voids_the_ballot(app: Flask, tampering: str) -> None:
    table = make_table(3)
    ballot = make_ballot(table)
    vote(table, ballot, 0, "for")
    with transaction():
        database.session.execute(text(tampering))
    database.session.expire_all()
    assert closed(table, ballot, "") is None
    assert ballot.state == "void"
    assert queries.decision_of_ballot(ballot.id) is None


def test_a_ballot_changed_after_opening_takes_no_more_votes(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    with transaction():
        database.session.execute(text("UPDATE ballot SET quorum = 2"))
    with pytest.raises(ConflictError):
        vote(table, ballot, 0, "for")


def test_a_closing_time_in_another_zone_does_not_look_like_tampering(app: Flask) -> None:
    table = make_table(1)
    with transaction():
        ballot = services.open_ballot(
            table.council,
            "theme:01kzone",
            "Adopt?",
            secret=True,
            threshold="majority",
            quorum=1,
            closes_at=(clock.now() + dt.timedelta(days=1)).astimezone(dt.timezone(dt.timedelta(hours=2))),
            recused={},
            by=None,
        )
    assert closed(table, ballot, "f") is not None


def test_the_worker_closes_what_is_over_and_a_void_ballot_does_not_hold_it_up(app: Flask) -> None:
    table = make_table(2)
    void = make_ballot(table)
    good = make_ballot(table, subject="theme:01kanother0subject0000000")
    vote(table, good, 0, "for")
    with transaction():
        database.session.execute(text(f"UPDATE ballot SET quorum = 2 WHERE id = {void.id}"))
    clock.advance(dt.timedelta(days=8))
    close_due_ballots.run()
    close_due_ballots.run()
    database.session.rollback()
    assert [queries.ballot_by_id(one.id).state for one in (void, good)] == ["void", "closed"]
    work_off()
    kinds = {message.subject for message in database.session.query(OutboxMessage)}
    assert "northwind council: a ballot is void" in kinds


def test_what_cannot_be_voted_on_is_not_opened(app: Flask) -> None:
    table = make_table(3)
    make_ballot(table)
    with pytest.raises(ConflictError):
        make_ballot(table)
    other = "theme:01kanother0subject0000000"
    for wrong in (
        {"quorum": 4},
        {"quorum": 0},
        {"threshold": "loudest"},
        {"days": 0},
        {"recused": {table.seats[0].id: " "}},
    ):
        with pytest.raises(DomainError):
            make_ballot(table, subject=other, **wrong)  # type: ignore[arg-type]
    assert len(queries.ballots(table.program.id)) == 1
