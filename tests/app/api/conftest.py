"""Callers of the API, each with a token of one program."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import transaction
from app.identity.api_tokens import create_token
from app.programs.models import Program
from tests.people import make_program


class Caller:
    """Sends a token with each request."""

    def __init__(self, app: Flask, secret: str) -> None:
        self.client = app.test_client()
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(f"/api/v1{path}", headers=self.headers, **options)

    def post(self, path: str, content: str) -> TestResponse:
        return self.client.post(f"/api/v1{path}", headers=self.headers, data=content.encode(), content_type="text/csv")


@pytest.fixture
def program(app: Flask) -> Program:
    return make_program()


@pytest.fixture
def caller(app: Flask, program: Program) -> Callable[..., Caller]:
    """Make a caller with scopes; of the usual program unless another is given."""
    usual = program.id

    def make(*scopes: str, program_id: int | None = None) -> Caller:
        with transaction():
            _, secret = create_token("Tests", list(scopes) or ["read"], program_id or usual, by=None)
        return Caller(app, secret)

    return make
