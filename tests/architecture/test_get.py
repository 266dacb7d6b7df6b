"""Reading changes nothing: what a browser, a mail program or a crawler fetches ahead must not act."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.db import database
from app.identity.permissions import Role
from tests.architecture.test_access import PAGES
from tests.people import make_person, make_program, sign_in

OF_THE_SIGN_IN = "UPDATE sign_in "  # notes when it was last used, so that an idle one ends


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collect the statements that change something."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE")) and not statement.startswith(OF_THE_SIGN_IN):
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def test_no_page_changes_anything_when_it_is_read(app: Flask, client: FlaskClient) -> None:
    program = make_program()
    sign_in(client, make_person("everything@northwind.example", *Role, program=program))
    for address, _ in PAGES:
        with writes() as seen:
            client.get(address)
        assert seen == [], address
