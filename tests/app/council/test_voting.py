"""One seat, one vote: changeable until the ballot closes, and nothing after."""

import datetime as dt
import threading
from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.council import queries, services
from app.council.models import Ballot, Vote
from app.db import database, transaction
from app.shared import clock
from app.shared.errors import ConflictError, DomainError, GoneError, NotAllowedError
from tests.council_makers import Table, make_ballot, make_table, viewer_of, vote
from tests.people import make_person


def box(ballot: Ballot) -> list[str]:
    database.session.rollback()
    return queries.choices(ballot.id)


def close_when_time_is_up(ballot: Ballot) -> None:
    clock.advance(dt.timedelta(days=8))
    with transaction():
        services.close_ballot(ballot, by=None)


def test_a_second_vote_replaces_the_first_until_close(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    vote(table, ballot, 0, "for")
    vote(table, ballot, 0, "against")
    assert box(ballot) == ["against"]
    assert services.vote_of(ballot, table.seats[0]) == "against"
    assert queries.voted(ballot.id) == 1


@pytest.mark.parametrize("counted", [False, True])
def test_after_the_time_is_up_nothing_is_accepted_or_changed(app: Flask, counted: bool) -> None:
    table = make_table()
    ballot = make_ballot(table)
    vote(table, ballot, 0, "for")
    if counted:
        close_when_time_is_up(ballot)
    else:
        clock.advance(dt.timedelta(days=7))
    for number, choice in ((0, "against"), (1, "for")):
        with pytest.raises(GoneError):
            vote(table, ballot, number, choice)
    with pytest.raises(GoneError), transaction():
        services.recuse(ballot, table.seats[0], "late regret", by=table.viewer(table.members[0]))
    assert box(ballot) == ["for"]


def test_without_a_seat_there_is_no_vote(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    guest = make_person("guest@northwind.example", "council_member", program=table.program)
    for seat in (None, table.seats[0]):
        with pytest.raises(NotAllowedError), transaction():
            services.cast(ballot, seat, "for", by=viewer_of(guest, table.program))
    with pytest.raises(NotAllowedError), transaction():
        services.cast(ballot, table.seats[0], "for", by=table.viewer(table.facilitator))
    assert box(ballot) == []


def test_a_seat_of_another_council_is_not_on_the_roll(app: Flask) -> None:
    table, other = make_table(), make_table(key="southwind")
    ballot = make_ballot(table)
    with pytest.raises(NotAllowedError), transaction():
        services.cast(ballot, other.seats[0], "for", by=other.viewer(other.members[0]))


def test_a_recused_seat_cannot_vote_and_its_earlier_vote_is_taken_out(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    vote(table, ballot, 0, "for")
    vote(table, ballot, 1, "against")
    with transaction():
        services.recuse(ballot, table.seats[0], "It would move my company.", by=table.viewer(table.members[0]))
    assert box(ballot) == ["against"]
    assert queries.voted(ballot.id) == 1
    with pytest.raises(NotAllowedError):
        vote(table, ballot, 0, "for")
    assert [recusal.reason for recusal in queries.recusals(ballot.id)] == ["It would move my company."]


def test_nobody_recuses_somebody_else_but_the_facilitator_and_never_without_a_reason(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    with pytest.raises(NotAllowedError), transaction():
        services.recuse(ballot, table.seats[0], "I say so.", by=table.viewer(table.members[1]))
    with pytest.raises(DomainError), transaction():
        services.recuse(ballot, table.seats[0], " \u200b ", by=table.viewer(table.facilitator))
    with transaction():
        services.recuse(ballot, table.seats[0], "A contract of theirs.", by=table.viewer(table.facilitator))
    with pytest.raises(ConflictError), transaction():
        services.recuse(ballot, table.seats[0], "Again.", by=table.viewer(table.facilitator))


def test_a_vote_is_for_against_or_abstain(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    with pytest.raises(DomainError):
        vote(table, ballot, 0, "maybe")
    assert box(ballot) == []


def test_a_changed_server_secret_does_not_give_a_seat_a_second_vote(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    vote(table, ballot, 0, "for")
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"secret_key": "another secret " * 4})
    with pytest.raises(ConflictError):
        vote(table, ballot, 0, "for")
    with pytest.raises(ConflictError), transaction():
        services.recuse(ballot, table.seats[0], "To get rid of it.", by=table.viewer(table.members[0]))
    assert box(ballot) == ["for"]


def at_once(app: Flask, acts: list[object]) -> Counter[str]:
    """Run the acts in threads that start together; count how they ended."""
    start, ended = threading.Barrier(len(acts)), Counter[str]()

    def run(act: object) -> None:
        with app.app_context():
            start.wait()
            try:
                act()  # type: ignore[operator]
                ended["done"] += 1
            except DomainError as error:
                ended[type(error).__name__] += 1
            finally:
                database.session.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    database.session.rollback()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def caster(table: Table, ballot_id: int, number: int, choice: str) -> object:
    viewer = table.viewer(table.members[number])

    def act() -> None:
        with transaction():
            seat = queries.seat_on_roll(ballot_id, viewer.person_id)
            services.cast(queries.ballot_by_id(ballot_id), seat, choice, by=viewer)

    return act


def test_two_votes_of_one_seat_at_once_leave_one(app: Flask) -> None:
    table = make_table()
    ballot = make_ballot(table)
    choices = ("for", "against", "for", "abstain")
    ended = at_once(app, [caster(table, ballot.id, 0, choice) for choice in choices])
    assert ended == {"done": 4}
    assert len(box(ballot)) == 1
    assert queries.voted(ballot.id) == 1


def test_votes_of_all_seats_at_once_are_all_kept(app: Flask) -> None:
    table = make_table(5)
    ballot = make_ballot(table)
    ended = at_once(app, [caster(table, ballot.id, number, "for") for number in range(5)])
    assert ended == {"done": 5}
    assert box(ballot) == ["for"] * 5


def test_closing_and_voting_at_once_count_what_lies_in_the_box(app: Flask) -> None:
    table = make_table(4)
    ballot = make_ballot(table)
    for number in range(4):
        vote(table, ballot, number, "for")
    ballot_id = ballot.id

    def close() -> None:
        with transaction():
            services.close_ballot(queries.ballot_by_id(ballot_id), by=None)

    at_once(app, [close, close, *(caster(table, ballot_id, number, "against") for number in range(4))])
    database.session.rollback()
    closed = queries.ballot_by_id(ballot_id)
    assert closed.state == "closed"
    against = database.session.scalar(select(func.count()).select_from(Vote).where(Vote.choice == "against"))
    assert closed.tally is not None
    assert closed.tally["against"] == against
    assert closed.tally["voted"] == 4
