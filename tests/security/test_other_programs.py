"""Whoever belongs to another program finds nothing under this one's addresses, whatever they may do in their own."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import transaction
from app.identity import api_tokens
from app.identity.permissions import PERMISSIONS, Role
from app.programs.queries import the_program
from tests.architecture.test_access import listed
from tests.people import sign_in
from tests.security.conftest import strange_person
from tests.security.filled import Filled, addresses

OWN = {"/account/sign-ins/<public_id>/end"}
"""Asks for an id of the person, not of a program."""
SHARED = {"/admin/jobs/<public_id>/retry"}
"""Jobs belong to the installation, unless they say otherwise."""
SENT = {"/admin/people/<public_id>/grants": {"role": "analyst"}}


def with_ids(method: str) -> list[tuple[str, str]]:
    return [(rule, address) for rule, address in addresses(method) if "_id>" in rule and rule not in OWN | SHARED]


def status(client: FlaskClient, method: str, rule: str, address: str) -> int:
    return client.open(address, method=method, data=SENT.get(rule, {}) if method == "POST" else None).status_code


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_ids_of_another_program_are_unknown_even_to_who_may_do_everything(
    method: str, filled: Filled, stranger: FlaskClient
) -> None:
    tried = with_ids(method)
    assert len(tried) > 20
    assert [(rule, found) for rule, address in tried if (found := status(stranger, method, rule, address)) != 404] == []


@pytest.mark.parametrize("role", list(Role))
def test_no_role_of_another_program_reaches_an_id(role: Role, filled: Filled, app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    sign_in(client, strange_person(role))
    wrong = []
    for method in ("GET", "POST"):
        for rule, address in with_ids(method):
            expected = {404, 403} if role in PERMISSIONS[listed()[method, rule]] else {403}
            if (found := status(client, method, rule, address)) not in expected:
                wrong.append((method, rule, found, expected))
    assert wrong == []


def test_a_sign_in_of_somebody_else_goes_on(filled: Filled, everyone: FlaskClient, stranger: FlaskClient) -> None:
    (address,) = [address for rule, address in addresses("POST") if rule in OWN]
    stranger.post(address)
    assert everyone.get("/account").status_code == 200


def test_a_token_of_another_program_sees_none_of_this_one(filled: Filled, app: Flask) -> None:
    strange_person("admin")
    with transaction():
        _, secret = api_tokens.create_token("stranger", ["read"], the_program("elsewhere").id, by=None)
    headers = {"Authorization": f"Bearer {secret}"}
    client = app.test_client()
    for rule, address in addresses("GET", api=True):
        answer = client.get(address, headers=headers)
        if "<" in rule:
            assert answer.status_code == 404, rule
        else:
            assert "Certification" not in answer.text, rule
            assert "Partner p" not in answer.text, rule
