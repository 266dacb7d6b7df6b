"""The API describes itself, on a page of its own and as a file."""

import json
from pathlib import Path

from flask import Flask

from tests.program_makers import run


def test_every_address_is_described_and_wants_a_token(app: Flask) -> None:
    document = app.test_client().get("/api/v1/openapi.json").get_json()
    served = {rule.rule.replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules()}
    described = set(document["paths"])
    assert described == {rule for rule in served if rule.startswith("/api/v1/")} - {"/api/v1/openapi.json"}
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert all(operation["security"] == [{"token": []}] for operation in operations)
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_reference_leads_somewhere(app: Flask) -> None:
    text = app.test_client().get("/api/v1/openapi.json").text
    schemas = json.loads(text)["components"]["schemas"]
    named = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(schemas)
    assert "Problem" in named


def test_the_command_writes_the_same_description(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "openapi.json"
    result = run(app, "openapi", "--out", out)
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_text("utf-8")) == app.test_client().get("/api/v1/openapi.json").get_json()
    assert run(app, "openapi", "--out", tmp_path / "nowhere" / "x.json").exit_code == 1
