"""The pages of the rulebook: the rules of a day, one version, and taking a document in."""

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import transaction
from app.programs.models import Program
from app.rules import queries
from app.rules.services import publish_version
from tests.people import make_contact, make_partner, make_person, make_program, sign_in
from tests.rules_makers import NEW_YEAR, RULES, engineers, make_rulebook


@pytest.fixture
def program(app: Flask) -> Program:
    return make_program()


def enter(client: FlaskClient, program: Program, *roles: str) -> None:
    sign_in(client, make_person(f"{roles[0]}@northwind.example", *roles, program=program, name="Maren Holt"))


def plain(client: FlaskClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.text
    return " ".join(response.text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_without_rules_the_owner_is_told_what_to_do_and_others_who_does_it(
    client: FlaskClient, program: Program
) -> None:
    enter(client, program, "program_owner")
    assert 'href="/rulebook/new"' in plain(client, "/rulebook")
    enter(client, program, "council_member")
    text = plain(client, "/rulebook")
    assert "The program owner installs them." in text
    assert "/rulebook/new" not in text


@pytest.mark.parametrize("role", ["council_member", "facilitator", "analyst", "executive", "program_owner"])
def test_everybody_in_the_program_reads_the_rules(client: FlaskClient, program: Program, role: str) -> None:
    version = make_rulebook(program)
    enter(client, program, role)
    assert "How many certified engineers a Gold partner has." in plain(client, "/rulebook")
    assert "The first version" in plain(client, f"/rulebook/{version.public_id}")
    assert client.get("/rulebook/new").status_code == (200 if role == "program_owner" else 403)


def test_a_partner_reads_the_rules_and_no_scorecards_of_others(client: FlaskClient, program: Program) -> None:
    make_rulebook(program)
    partner = make_partner(program, "A1")
    sign_in(client, make_contact(partner, "kai@fjord.example").person)
    assert "The rules today" in plain(client, "/rulebook")
    assert client.get("/scorecards").status_code == 403
    assert client.get(f"/scorecards/{partner.public_id}").status_code == 403


def test_values_tables_and_what_is_to_come_are_shown_in_words(client: FlaskClient, program: Program) -> None:
    make_rulebook(program)
    with transaction():
        publish_version(program.id, [engineers(4, role="msp")], effective_on=NEW_YEAR, by=None)
    enter(client, program, "council_member")
    text = plain(client, "/rulebook")
    assert "2027.1 follows on 1 January 2027" in text
    for words in ("3 people", "MSPs in emerging markets", "everyone else", "€ 500,000", "MSPs and resellers"):
        assert words in text
    assert "yearly audit is <b>yes</b>" in text
    assert "The rules on 1 January 2027" in plain(client, "/rulebook?on=2027-01-01")
    assert '4 people</b> <span class="muted">MSPs</span>' in plain(client, "/rulebook?on=2027-01-01")
    assert '5 people</b> <span class="muted">MSPs</span>' in plain(client, "/rulebook?on=2026-12-31")


def test_a_day_before_all_rules_and_a_day_that_is_none_are_explained(client: FlaskClient, program: Program) -> None:
    make_rulebook(program)
    enter(client, program, "council_member")
    assert "the first came on 1 January" in plain(client, "/rulebook?on=2025-12-31")
    response = client.get("/rulebook?on=soon")
    assert response.status_code == 422
    assert "The rules today" in response.text


def test_a_version_says_what_it_changed_of_the_one_before(client: FlaskClient, program: Program) -> None:
    make_rulebook(program)
    with transaction():
        new = publish_version(program.id, [engineers(4, role="msp")], effective_on=NEW_YEAR, by=None)
    enter(client, program, "council_member")
    text = plain(client, f"/rulebook/{new.public_id}")
    assert "<code>gold.certified_engineers</code> for <b>MSP</b>" in text
    assert "5</del>" in text
    assert "4 people</ins>" in text
    assert "In force from 1 January 2027, in 38 days." in text


def test_a_version_that_carries_a_proposal_out_leads_to_it(client: FlaskClient, program: Program) -> None:
    make_rulebook(program)
    with transaction():
        new = publish_version(
            program.id, [engineers(4, role="msp")], effective_on=NEW_YEAR, proposal_key="01k2", by=None
        )
    enter(client, program, "council_member")
    assert 'href="/proposals/01k2">proposal</a>' in plain(client, f"/rulebook/{new.public_id}")


def test_a_version_is_downloaded_as_it_is_stored(client: FlaskClient, program: Program) -> None:
    version = make_rulebook(program)
    enter(client, program, "council_member")
    response = client.get(f"/rulebook/{version.public_id}.yaml")
    assert response.text == version.document
    assert "rulebook-2026.1.yaml" in response.headers["Content-Disposition"]


def test_another_programs_version_is_not_there(client: FlaskClient, program: Program) -> None:
    version = make_rulebook(make_program("other", "Other"))
    enter(client, program, "program_owner")
    assert client.get(f"/rulebook/{version.public_id}").status_code == 404
    assert client.get(f"/rulebook/{version.public_id}.yaml").status_code == 404


def test_an_upload_installs_the_first_version(client: FlaskClient, program: Program) -> None:
    enter(client, program, "program_owner")
    response = client.post("/rulebook/new", data={"file": (io.BytesIO(RULES.encode()), "rules.yaml")})
    assert response.status_code == 303, response.text
    (version,) = queries.versions(program.id)
    assert (version.label, version.rulebook.name) == ("2026.1", "Sample program")
    assert "by Maren Holt" in plain(client, response.headers["Location"])


def test_a_bad_document_is_refused_by_line_and_column_with_the_text_kept(client: FlaskClient, program: Program) -> None:
    enter(client, program, "program_owner")
    bad = RULES.replace("{value: 4}", "{value: 400}").replace("reward:", "Reward!:")
    response = client.post("/rulebook/new", data={"file": (io.BytesIO(bad.encode()), "rules.yaml")})
    assert response.status_code == 422
    assert "Line 18, column 17</a>: the value: 400 people is more than the most allowed" in response.text
    assert "2\N{NO-BREAK SPACE}problems" in response.text
    assert "{value: 400}" in response.text
    assert queries.rulebook(program.id) is None


@pytest.mark.parametrize("content", [b"", b"a: \xff", b"\x00", b"- [", b"x: " + b"y" * 1_000_001])
def test_what_is_no_rulebook_is_refused_without_a_fault(client: FlaskClient, program: Program, content: bytes) -> None:
    enter(client, program, "program_owner")
    response = client.post("/rulebook/new", data={"file": (io.BytesIO(content), "rules.yaml")})
    assert (response.status_code, bool(re.search(r"Line [12], column 1", response.text))) == (422, True)


def test_a_later_document_must_not_come_into_force_in_the_past(client: FlaskClient, program: Program) -> None:
    make_rulebook(program)
    enter(client, program, "program_owner")
    changed = RULES.replace("{value: 1000}", "{value: 1500}")
    refused = client.post("/rulebook/new", data={"document": changed})
    assert (refused.status_code, "not in the past" in refused.text, "1500" in refused.text) == (422, True, True)
    taken = client.post("/rulebook/new", data={"document": changed, "effective_on": "2027-01-01"})
    assert taken.status_code == 303
    assert [version.label for version in queries.versions(program.id)] == ["2027.1", "2026.1"]
