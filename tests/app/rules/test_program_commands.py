"""`./parley rules install` and `show`: the rules of a program by command."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import parley
from app.rules import queries
from app.shared.errors import ConflictError, NotFoundError
from tests.people import make_program
from tests.rules_makers import NEW_YEAR, RULES, make_rulebook


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def run(app: Flask, *words: str) -> Result:
    return CliRunner().invoke(parley, ["rules", *words], obj=lambda: app)


def test_a_rulebook_is_installed_with_its_own_label_and_day(app: Flask, document: Path) -> None:
    program = make_program()
    told = json.loads(run(app, "install", str(document), "--json").stdout)
    (version,) = queries.versions(program.id)
    assert (told["version"], told["effective_on"], told["id"]) == ("2026.1", "2026-01-01", version.public_id)


def test_label_and_day_may_be_given(app: Flask, document: Path) -> None:
    program = make_program()
    make_program("other", "Other")
    options = ("--label", "first", "--effective", "2027-01-01", "--program", "northwind")
    result = run(app, "install", str(document), *options)
    assert "Installed version first for northwind, in force from 2027-01-01." in result.stdout
    assert [(one.label, one.effective_on) for one in queries.versions(program.id)] == [("first", NEW_YEAR)]


def test_a_bad_document_ends_with_2_and_stores_nothing(app: Flask, document: Path) -> None:
    program = make_program()
    document.write_text(RULES.replace("{value: 4}", "{value: 400}"), encoding="utf-8")
    result = run(app, "install", str(document), "--json")
    (problem,) = json.loads(result.stdout)["problems"]
    assert (result.exit_code, problem["line"], problem["column"]) == (2, 18, 17)
    assert "rules.yaml:18:17: the value: 400 people is more than" in result.stderr
    assert run(app, "install", str(document), "--effective", "soon").exit_code == 2
    assert queries.rulebook(program.id) is None


def test_a_second_rulebook_is_refused(app: Flask, document: Path) -> None:
    make_rulebook(make_program())
    assert isinstance(run(app, "install", str(document)).exception, ConflictError)


def test_the_rules_of_a_day_are_printed_as_a_document(app: Flask) -> None:
    version = make_rulebook(make_program())
    assert run(app, "show").stdout == version.document
    assert json.loads(run(app, "show", "--on", "2026-01-01", "--json").stdout)["version"] == "2026.1"
    assert isinstance(run(app, "show", "--on", "2025-12-31").exception, NotFoundError)
