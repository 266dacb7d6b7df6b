"""Whatever people do to a ballot in whatever order, roll and box agree, and the tally counts the last votes."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.council import exports, queries, services
from app.council.core.export_check import differences
from app.council.core.tally import Result, count, result
from app.db import database, transaction
from app.shared import clock
from app.shared.errors import DomainError
from tests.conftest import NOW
from tests.council_makers import Table, make_ballot, make_table

SEATS = 4
CHOICES = ("for", "against", "abstain")

acts = st.lists(
    st.one_of(
        st.tuples(st.just("vote"), st.integers(0, SEATS - 1), st.sampled_from([*CHOICES, "maybe"])),
        st.tuples(st.just("recuse"), st.integers(0, SEATS - 1), st.just("")),
        st.tuples(st.just("wait"), st.integers(1, 3), st.just("")),
        st.tuples(st.just("close"), st.just(0), st.just("")),
    ),
    max_size=14,
)


def act(table: Table, ballot: Any, what: str, number: int, choice: str) -> bool:
    """Do one thing; return whether it was allowed."""
    if what == "wait":
        clock.advance(dt.timedelta(days=number))
        return True
    try:
        with transaction():
            if what == "vote":
                services.cast(ballot, table.seats[number], choice, by=table.viewer(table.members[number]))
            elif what == "recuse":
                services.recuse(ballot, table.seats[number], "A reason.", by=table.viewer(table.members[number]))
            else:
                services.close_ballot(ballot, by=table.viewer(table.facilitator))
    except DomainError:
        return False
    return True


@given(steps=st.lists(acts, min_size=1, max_size=4), secret=st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_roll_and_box_always_agree_and_the_last_vote_counts(app: Flask, steps: list[Any], secret: bool) -> None:
    key = Path(tempfile.mktemp(prefix="p")).name.replace("_", "")
    with clock.fixed(NOW):
        table = make_table(SEATS, key=key)
        for number, sequence in enumerate(steps):
            with clock.fixed(clock.now()):
                follow(table, sequence, secret, f"theme:01k{key}{number}")


def follow(table: Table, sequence: list[tuple[str, int, str]], secret: bool, subject: str) -> None:
    """Do the acts on a new ballot beside a model of it, and compare after each."""
    ballot = make_ballot(table, secret=secret, subject=subject, quorum=2)
    last: dict[int, str] = {}
    recused: set[int] = set()
    closes_at = ballot.closes_at
    for what, number, choice in [*sequence, ("wait", 8, ""), ("close", 0, "")]:
        was_open = ballot.state == "open" and clock.now() < closes_at
        allowed = act(table, ballot, what, number, choice)
        if what == "vote":
            assert allowed == (was_open and number not in recused and choice in CHOICES)
        if what == "recuse":
            assert allowed == (was_open and number not in recused)
        if allowed and what == "vote":
            last[number] = choice
        if allowed and what == "recuse":
            recused.add(number)
            last.pop(number, None)
        database.session.rollback()
        assert queries.choices(ballot.id) == sorted(last.values())
        assert queries.voted(ballot.id) == len(last)
    assert ballot.state == "closed"
    tally = count(last.values(), roll=SEATS - len(recused), recused=len(recused))
    assert ballot.tally == tally.as_dict()
    assert differences(exports.export_ballot(ballot)) == []


@given(votes=st.lists(st.sampled_from(CHOICES), max_size=30), quorum=st.integers(1, 30))
def test_more_votes_for_never_turn_an_adopted_question_down(votes: list[str], quorum: int) -> None:
    for threshold in ("majority", "two_thirds"):
        before = result(count(votes, roll=40, recused=0), threshold=threshold, quorum=quorum)
        after = result(count([*votes, "for"], roll=40, recused=0), threshold=threshold, quorum=quorum)
        if before is Result.adopted:
            assert after is Result.adopted
        needed = max(1, quorum)
        assert (before is Result.no_quorum) == (len(votes) < needed)


@given(votes=st.lists(st.sampled_from(CHOICES), max_size=30))
def test_two_thirds_never_adopt_what_a_majority_does_not(votes: list[str]) -> None:
    tally = count(votes, roll=40, recused=0)
    if result(tally, threshold="two_thirds", quorum=1) is Result.adopted:
        assert result(tally, threshold="majority", quorum=1) is Result.adopted
