"""What happens in a program says in which, so that its jobs are seen by its own admins only."""

import ast
from functools import cache
from pathlib import Path

import pytest

from app.loop import LOOP
from tests.architecture.test_layers import APP

IN_NO_PROGRAM = {"SignInLinkAsked", "SignInLinkMade", "NewLinkAsked"}


@cache
def emitted() -> list[tuple[Path, ast.Call]]:
    return [
        (path, node)
        for path in sorted(APP.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "emit"
    ]


@pytest.mark.parametrize("event", sorted(event.__name__ for event in LOOP))
def test_an_event_is_emitted_with_its_program(event: str) -> None:
    calls = [(path, call) for path, call in emitted() if call.args and event in ast.dump(call.args[0])]
    assert calls, "nothing emits it"
    for path, call in calls:
        assert (len(call.args) == 2) is (event not in IN_NO_PROGRAM), path
