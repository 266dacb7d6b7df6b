"""Files come in over the API as they do by command and page."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.db import database
from app.programs import queries
from app.programs.models import Program
from tests.app.api.conftest import Caller
from tests.people import make_partner
from tests.program_makers import HEADER, row

Make = Callable[..., Caller]


def file_of(*rows: str) -> str:
    return "\n".join([HEADER, *rows, ""])


def partners(program_id: int) -> list[str]:
    database.session.rollback()
    return [partner.external_id for partner in queries.partners(program_id)]


def test_a_good_file_is_stored_and_the_token_remembered(app: Flask, caller: Make, program: Program) -> None:
    program_id, writer = program.id, caller("partners:write")
    app.config["WTF_CSRF_ENABLED"] = True  # no form, no cookie: nothing for another site to use
    answer = writer.post("/partners:import", file_of(row(1)))
    assert (answer.status_code, answer.get_json()["created"], answer.get_json()["stored"]) == (200, 1, True)
    assert partners(program_id) == ["P1"]
    used = database.session.scalars(select(AuditEntry).where(AuditEntry.verb == "token.use")).one()
    assert (used.subject.partition(":")[0], used.details["scope"]) == ("token", "partners:write")


def test_a_fault_keeps_the_file_out_unless_it_may_be_skipped(caller: Make, program: Program) -> None:
    program_id, writer = program.id, caller("partners:write")
    content = file_of(row(1), row(2, employees="forty"))
    answer = writer.post("/partners:import", content)
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    (bad,) = answer.get_json()["rejected"]
    assert (bad["line"], bad["column"], bad["reason"]) == (3, "employees", "not_a_number")
    assert partners(program_id) == []
    assert writer.post("/partners:import?dry_run=true&skip_bad=true", content).get_json()["stored"] is False
    assert partners(program_id) == []
    assert writer.post("/partners:import?skip_bad=true", content).status_code == 200
    assert partners(program_id) == ["P1"]


def test_nothing_at_all_is_an_empty_file(caller: Make) -> None:
    answer = caller("partners:write").post("/partners:import?skip_bad=true", "")
    assert (answer.status_code, answer.get_json()["rejected"][0]["reason"]) == (422, "empty_file")


def test_observations_come_in(caller: Make, program: Program) -> None:
    program_id = program.id
    make_partner(program, "P1")
    answer = caller("metrics:write").post("/metrics:import", "partner;metric;period;value\nP1;deals;2026-Q3;1,5\n")
    assert (answer.status_code, answer.get_json()["created"]) == (200, 1)
    database.session.rollback()
    assert queries.metric(program_id, "deals") is not None


def test_a_body_beyond_the_size_is_refused(app: Flask, caller: Make) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1024
    answer = caller("partners:write").post("/partners:import", "x" * 2000)
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")
