"""Only a token with the scope gets in, and only into its own program."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.api.v1 import bp
from app.db import database, transaction
from app.identity.api_tokens import revoke_token
from app.identity.models import ApiToken
from app.identity.permissions import Role
from app.identity.viewer import Viewer
from app.programs.models import Program
from tests.app.api.conftest import Caller
from tests.people import make_partner, make_person, make_program, sign_in
from tests.program_makers import HEADER, row
from tests.pulse_makers import make_wave

Make = Callable[..., Caller]
READS = ("/program", "/partners", "/waves", "/themes", "/proposals", "/rulebook", "/changes")


def addresses(app: Flask) -> list[tuple[str, str]]:
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(f"{bp.name}.")]
    methods = {"GET", "POST"}
    return [(method, rule.rule) for rule in rules for method in methods & (rule.methods or set())]


def test_without_a_valid_token_every_address_answers_401_as_problem_json(app: Flask) -> None:
    client = app.test_client()
    tried = [(method, rule) for method, rule in addresses(app) if not rule.endswith("openapi.json")]
    assert len(tried) == 11
    for method, rule in tried:
        for headers in ({}, {"Authorization": "Bearer parley_guess"}, {"Authorization": "Basic eDp5"}):
            answer = client.open(rule.replace("<wave_id>", "x"), method=method, headers=headers)
            assert (answer.status_code, answer.content_type) == (401, "application/problem+json"), rule
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_signed_in_browser_is_no_token(app: Flask, program: Program) -> None:
    client = app.test_client()
    sign_in(client, make_person("owner@vendor.example", "program_owner", program=program))
    assert client.get("/api/v1/partners").status_code == 401


def test_a_revoked_token_is_over_at_once(caller: Make, program: Program) -> None:
    reader, program_id = caller("read"), program.id
    assert reader.get("/program").status_code == 200
    admin = make_person("admin@vendor.example", "admin", program=program)
    by = Viewer(admin.id, admin.name, program_id, frozenset({Role.admin}))
    with transaction():
        revoke_token(program_id, database.session.scalars(select(ApiToken)).one().public_id, by=by)
    assert reader.get("/program").status_code == 401


@pytest.mark.parametrize("scope", ["read", "partners:write", "metrics:write"])
def test_a_token_does_what_its_scope_says_and_no_more(caller: Make, program: Program, scope: str) -> None:
    make_partner(program, "P1")
    one = caller(scope)
    content = {"partners": f"{HEADER}\n{row(2)}\n", "metrics": "partner,metric,period,value\nP1,deals,2026-Q3,1\n"}
    answered = {
        "read": [one.get(path) for path in READS if path != "/rulebook"],
        "partners:write": [one.post("/partners:import", content["partners"])],
        "metrics:write": [one.post("/metrics:import", content["metrics"])],
    }
    for needed, answers in answered.items():
        assert {answer.status_code for answer in answers} == {200 if needed == scope else 403}, needed
        if needed != scope:
            assert answers[0].get_json()["title"] == "missing_scope"


def test_another_program_shows_nothing_and_its_things_are_not_there(caller: Make, program: Program) -> None:
    make_partner(program, "P1")
    wave_id = make_wave(program, partners=1).public_id
    stranger = caller("read", "metrics:write", program_id=make_program("southwind", "Southwind").id)
    assert stranger.get(f"/waves/{wave_id}/facts").status_code == 404
    assert stranger.get("/partners").get_json()["items"] == []
    assert stranger.get("/waves").get_json()["items"] == []
    assert stranger.get("/program").get_json()["key"] == "southwind"
    rejected = stranger.post("/metrics:import", "partner,metric,period,value\nP1,deals,2026-Q3,1\n").get_json()
    assert rejected["rejected"][0]["reason"] == "unknown_value"


def test_an_unknown_address_answers_as_problem_json(caller: Make) -> None:
    answer = caller("read").get("/nothing")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_parameters_that_cannot_be_read_are_named(caller: Make) -> None:
    answer = caller("read").get("/partners?page=many")
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert "page" in answer.get_json()["detail"]
