"""The commands of an installation: what they print, what they store, how they end."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from app.cli import parley
from app.db import database
from app.identity import queries
from app.identity.api_tokens import token_by_secret
from app.identity.models import Grant
from app.shared.errors import DomainError
from tests.people import make_person, make_program

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    def run(*words: str, **options: Any) -> Result:
        return CliRunner().invoke(parley, list(words), obj=lambda: app, **options)

    return run


def test_an_account_is_made_with_its_roles_and_a_link_signs_in(run: Run, app: Flask) -> None:
    make_program()
    done = run(
        "accounts", "create", "Ada@Northwind.example", "--role", "admin", "--role", "analyst", "--name", "Ada B."
    )
    assert done.exit_code == 0, done.output
    person = queries.person_by_email("ada@northwind.example")
    assert person is not None
    assert (person.name, sorted(grant.role for grant in queries.grants_of(person.id))) == (
        "Ada B.",
        ["admin", "analyst"],
    )
    link = run("accounts", "link", "ada@northwind.example").stdout.strip()
    assert link.startswith("http://127.0.0.1:8000/sign-in/")
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    assert browser.post(link.removeprefix("http://127.0.0.1:8000")).status_code == 303
    assert browser.get("/admin").status_code == 200


def test_making_an_account_twice_adds_roles_and_makes_no_second(run: Run) -> None:
    make_program()
    for role in ("admin", "admin", "analyst"):
        assert run("accounts", "create", "ada@northwind.example", "--role", role).exit_code == 0
    assert sorted(database.session.scalars(select(Grant.role))) == ["admin", "analyst"]


def test_of_several_programs_one_must_be_named(run: Run) -> None:
    make_program()
    make_program("second", "Second")
    failed = run("accounts", "create", "ada@northwind.example", "--role", "admin")
    assert isinstance(failed.exception, DomainError)
    assert "second" in failed.exception.message
    named = run("accounts", "create", "ada@northwind.example", "--role", "admin", "--program", "second")
    assert named.exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("accounts", "create", "ada@northwind.example", "--role", "emperor"),
        ("accounts", "create", "ada@northwind.example"),
        ("tokens", "create", "Import", "--scope", "everything"),
        ("serve", "--port", "99999"),
    ],
)
def test_wrong_usage_ends_with_2(run: Run, words: tuple[str, ...]) -> None:
    make_program()
    assert run(*words).exit_code == 2


@pytest.mark.parametrize(
    "words", [("accounts", "create", "no address", "--role", "admin"), ("accounts", "link", "nobody@x.example")]
)
def test_bad_input_is_explained(run: Run, words: tuple[str, ...]) -> None:
    make_program()
    assert isinstance(run(*words).exception, DomainError)


def test_a_token_is_printed_once_and_works(run: Run) -> None:
    program = make_program()
    done = run("tokens", "create", "Nightly import", "--scope", "read", "--scope", "metrics:write")
    token = token_by_secret(done.stdout.strip())
    assert token is not None
    assert (token.scopes, token.program_id) == (["metrics:write", "read"], program.id)


def test_the_doctor_prints_one_document_and_ends_with_1_where_something_is_wrong(run: Run) -> None:
    done = run("doctor", "--json")
    found = json.loads(done.stdout)
    assert (done.exit_code, found["ok"]) == (1, False)
    assert {"settings", "database", "migrations", "worker", "queue", "clock", "mail"} == {
        check["name"] for check in found["checks"]
    }
    assert "BAD  worker" in done.stderr


def test_jobs_run_until_none_is_left(run: Run, app: Flask) -> None:
    from app.db import transaction
    from app.jobs.queue import enqueue
    from app.jobs.tasks import sweep_jobs

    with transaction():
        enqueue(sweep_jobs)
        enqueue(sweep_jobs)
    done = run("jobs", "run", "--until-empty", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"done": 2, "failed": 0, "waiting": 0})


def test_upgrading_twice_changes_nothing(run: Run) -> None:
    assert run("db", "upgrade").exit_code == 0
    make_person("here@partner.example")
    assert run("db", "upgrade").exit_code == 0
    assert queries.person_by_email("here@partner.example") is not None
