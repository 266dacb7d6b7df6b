"""Every address stands in access.txt with who may reach it, and the product keeps to it for each role."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.identity.permissions import PERMISSIONS, Role
from config import Settings
from tests.people import make_person, make_program, sign_in

LIST = Path(__file__).with_name("access.txt")
LINE = re.compile(r"(?P<method>[A-Z]+) +(?P<address>/.*?) {2,}(?P<access>\S.*)")


def listed() -> dict[tuple[str, str], str]:
    found = (LINE.fullmatch(line) for line in LIST.read_text().splitlines() if line and not line.startswith("#"))
    return {(one["method"], one["address"]): one["access"] for one in found if one}


PAGES = sorted(
    (address, access)
    for (method, address), access in listed().items()
    if method == "GET" and "<" not in address and not address.startswith("/api/")
)


def routes(app: Flask) -> dict[tuple[str, str], str]:
    return {
        (method, rule.rule): getattr(app.view_functions[rule.endpoint], "access", "nobody said")
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_address_states_who_may_reach_it(tmp_path: Path) -> None:
    settings = Settings(profile="test", instance_dir=tmp_path, secret_key="only for tests " * 3)
    assert routes(create_app(settings)) == listed()


def test_every_access_is_a_verb_of_the_table() -> None:
    assert set(listed().values()) - {"open", "signed in"} <= PERMISSIONS.keys()


def test_every_verb_is_used_by_an_address_or_a_service() -> None:
    project = Path(__file__).resolve().parents[2]
    code = "\n".join(path.read_text() for path in (project / "app").rglob("*.py") if path.name != "permissions.py")
    assert [verb for verb in PERMISSIONS if f'"{verb}"' not in code] == []


@pytest.mark.parametrize("role", [*Role, None])
def test_pages_open_for_those_who_may_and_for_nobody_else(role: Role | None, app: Flask, client: FlaskClient) -> None:
    program = make_program()
    if role is not None:
        sign_in(client, make_person(f"{role}@northwind.example", role, program=program))
    for address, verb in PAGES:
        status = client.get(address).status_code
        if verb == "open":
            assert status in {200, 302, 303, 403, 404, 410, 503}, address
        elif role is None:
            assert status == 303, address
        elif verb == "signed in" or role in PERMISSIONS[verb]:
            assert status in {200, 303}, (address, status)
        else:
            assert status == 403, (address, status)
