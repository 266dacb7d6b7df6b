"""Talk about a subject: posts, answers, named concerns, and who may call them resolved."""

import pytest
from flask import Flask

from app.db import database, transaction
from app.discussion import queries, services
from app.discussion.models import Concern, Post, Thread
from app.discussion.standing import standing_of
from app.shared.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from tests.council_makers import SUBJECT, Table, make_table, viewer_of
from tests.people import make_person


@pytest.fixture
def table(app: Flask) -> Table:
    return make_table(2)


def write(table: Table, text: str, *, number: int = 0, parent: Post | None = None, **concern: object) -> Post:
    with transaction():
        return services.write_post(
            SUBJECT,
            table.program.id,
            text,
            standing="MSP seat",
            parent=parent,
            by=table.viewer(table.members[number]),
            **concern,  # type: ignore[arg-type]
        )


def only_concern() -> Concern:
    return database.session.query(Concern).one()


def test_answers_stand_below_what_they_answer_in_the_order_of_time(table: Table) -> None:
    assert queries.thread_of(SUBJECT) is None
    first = write(table, "Agree with four.")
    second = write(table, "Why only mature markets?", number=1)
    answer = write(table, "Because of the figures.", parent=second)
    write(table, "Which figures?", number=1, parent=answer)
    write(table, "Thank you.", number=1, parent=first)
    thread = queries.thread_of(SUBJECT)
    assert thread is not None
    shown = [(one.post.text, [answer.post.text for answer in one.answers]) for one in queries.posts(thread)]
    assert shown == [
        ("Agree with four.", ["Thank you."]),
        ("Why only mature markets?", ["Because of the figures.", "Which figures?"]),
    ]
    assert database.session.query(Thread).count() == 1


def test_a_concern_is_open_until_its_raiser_calls_it_resolved(table: Table) -> None:
    write(table, "I worry about the bar.", concern_name="Lowers the bar", blocking=True)
    thread = queries.thread_of(SUBJECT)
    assert thread is not None
    assert queries.concerns(thread) == queries.ConcernCounts(open=1, blocking=1, resolved=0)
    assert [concern.name for concern in queries.concerns_of(thread)] == ["Lowers the bar"]
    with pytest.raises(NotAllowedError), transaction():
        services.resolve_concern(only_concern(), "It is not.", by=table.viewer(table.members[1]))
    with pytest.raises(DomainError), transaction():
        services.resolve_concern(only_concern(), " ", by=table.viewer(table.members[0]))
    with transaction():
        services.resolve_concern(only_concern(), "By amendment 2.", by=table.viewer(table.members[0]))
    assert only_concern().resolution == "By amendment 2."
    assert queries.concerns(thread) == queries.ConcernCounts(open=0, blocking=0, resolved=1)
    with pytest.raises(ConflictError), transaction():
        services.resolve_concern(only_concern(), "Again.", by=table.viewer(table.members[0]))


def test_a_facilitator_may_note_a_concern_resolved_and_it_says_so(table: Table) -> None:
    write(table, "I worry.", concern_name="The bar")
    with transaction():
        services.resolve_concern(only_concern(), "Said in the session.", by=table.viewer(table.facilitator))
    assert only_concern().resolution == "Said in the session. (noted by Facilitator, facilitator)"


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "x" * 10_001])
def test_a_post_says_something_in_at_most_10_000_characters(table: Table, text: str) -> None:
    with pytest.raises(DomainError):
        write(table, text)
    assert database.session.query(Post).count() == 0
    write(table, "x" * 10_000)


def test_a_blocking_concern_has_a_name_and_nothing_is_stored_without(table: Table) -> None:
    with pytest.raises(DomainError):
        write(table, "No.", blocking=True)
    with pytest.raises(DomainError):
        write(table, "No.", concern_name="x" * 201)
    assert database.session.query(Post).count() == 0


def test_control_characters_are_dropped_and_other_scripts_kept(table: Table) -> None:
    post = write(table, "a\x00b\r\n\r\nשלום\u200f ok\x1b")
    assert post.text == "ab\n\nשלום\u200f ok"


def test_nobody_writes_into_another_programs_thread(table: Table) -> None:
    write(table, "Ours.")
    other = make_table(1, key="southwind")
    with pytest.raises(NotFoundError), transaction():
        services.write_post(SUBJECT, other.program.id, "Hello.", standing="", by=other.viewer(other.members[0]))
    with pytest.raises(NotFoundError), transaction():
        services.write_post(SUBJECT, table.program.id, "Hello.", standing="", by=other.viewer(other.members[0]))
    assert database.session.query(Post).count() == 1


def test_an_answer_stays_in_its_thread(table: Table) -> None:
    elsewhere = write(table, "Elsewhere.")
    with pytest.raises(NotFoundError), transaction():
        services.write_post(
            "theme:01kother",
            table.program.id,
            "Here.",
            standing="",
            parent=elsewhere,
            by=table.viewer(table.members[0]),
        )


def test_people_speak_as_their_seat_their_work_or_their_partner(table: Table) -> None:
    analyst = make_person("analyst@northwind.example", "analyst", program=table.program)
    assert standing_of(table.viewer(table.members[0])) == "Partner northwind-0 · MSP seat"
    assert standing_of(table.viewer(table.owner)) == "program owner"
    assert standing_of(viewer_of(analyst, table.program)) == "analyst"
