"""No form is taken without the token that its page carried, nor from a page of another site."""

from flask import Flask

from app.identity.permissions import Role
from tests.people import make_person, sign_in
from tests.security.filled import Filled, addresses


def test_every_post_without_its_token_is_refused(filled: Filled, app: Flask) -> None:
    client = app.test_client()
    sign_in(client, make_person("all@vendor.example", *Role, program=filled.stage.program))
    tried = [*addresses("POST"), ("/sign-in/<secret>", "/sign-in/made-up")]
    assert len(tried) > 50
    assert [rule for rule, address in tried if client.post(address, data={"name": "x"}).status_code != 400] == []


def test_a_form_from_another_site_is_refused_even_with_a_token(filled: Filled, app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    foreign = {"Origin": "https://elsewhere.example"}
    assert client.post("/sign-in", data={"email": "a@b.example"}, headers=foreign).status_code == 400


def test_a_session_cookie_does_not_open_the_api(filled: Filled, app: Flask) -> None:
    client = app.test_client()
    sign_in(client, make_person("all@vendor.example", *Role, program=filled.stage.program))
    reading = [client.get(address).status_code for rule, address in addresses("GET", api=True) if "openapi" not in rule]
    writing = [client.post(address).status_code for _, address in addresses("POST", api=True)]
    assert {*reading, *writing} == {401}
